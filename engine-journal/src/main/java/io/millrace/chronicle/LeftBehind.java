package io.millrace.chronicle;

import io.millrace.journal.JournalException;
import io.millrace.journal.JournalPlace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What a run that was killed has left in the {@link LiveWindow}, after it was verified there.
 *
 * @param file the cycle file it belongs into
 * @param from where the first record begins that was read there
 * @param to   where the last one ends that is not in the file; 0 = all are
 * @param last no record of the file follows
 */
record LeftBehind(Path file, long from, long to, boolean last) {
    static final LeftBehind NOTHING = new LeftBehind(null, 0, 0, false);

    /** Takes it to the file. The journal's lock is held, and nobody appends yet. */
    void takeToFile() {
        if (to == 0) {
            return;
        }
        try (LiveTail live = LiveTail.open(file.getParent());
                FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            // What was not read, because verifying began behind it, is good where the machine has run since.
            live.copyTo(channel, live.sameBoot() ? live.archivedTo() : from, to);
            if (last) {
                // Whatever an older run has begun there: a document does not seem to follow.
                channel.write(ByteBuffer.allocate(Integer.BYTES), to);
            }
            // No later sync has this file: the next run may begin another.
            channel.force(true);
        } catch (final IOException e) {
            throw new JournalException(
                    "Cannot complete the cycle file " + file + " from the file " + LiveWindow.FILE + " beside it: "
                            + e.getMessage() + ". That file is as it was. Check the disk, then start again.",
                    e);
        }
    }

    /**
     * Whether verifying may begin at a place: not where the window may hold something before it, and the machine was
     * started anew meanwhile, so that pages of it may be lost.
     */
    static boolean admits(final Path directory, final JournalPlace place) {
        try (LiveTail live = LiveTail.open(directory)) {
            return live == null
                    || !live.holds(place.cycle())
                    || place.readFrom() <= live.archivedTo()
                    || live.sameBoot();
        }
    }
}
