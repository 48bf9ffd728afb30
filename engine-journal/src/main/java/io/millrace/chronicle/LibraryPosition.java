package io.millrace.chronicle;

import io.millrace.journal.JournalDamagedException;
import io.millrace.journal.JournalIntegrity.FirstBad;
import java.nio.file.Path;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueStore;

/**
 * The library appends behind the place that the file's first page names as that of the last record. After a loss of
 * power that page may be newer than those of the records: what is appended would stand behind a hole, where no reader
 * comes. An older page does no harm: the library then walks to the end.
 */
final class LibraryPosition {
    private static final long DAY_MS = 86_400_000;

    private LibraryPosition() {}

    /** Refuses a place that is not before the verified end. Writes nothing. */
    static void requireBefore(final ChronicleQueue queue, final StartupCheck.Start start) {
        if (start.sequence() == 0) {
            return;
        }
        final int cycle = (int) (CycleFiles.startMs(Path.of(start.file())) / DAY_MS);
        final SingleChronicleQueue files = (SingleChronicleQueue) queue;
        final SingleChronicleQueueStore store = files.storeForCycle(cycle, 0, false, null);
        if (store == null) {
            return;
        }
        final long position;
        try {
            position = store.writePosition();
        } finally {
            files.closeStore(store);
        }
        if (position > 0 && position >= start.place().position()) {
            throw new JournalDamagedException(new FirstBad(
                    start.sequence() + 1,
                    start.file(),
                    start.place().position(),
                    "the file's first page names byte " + position
                            + " as the place of the last record, where none is: pages of later records were lost"));
        }
    }
}
