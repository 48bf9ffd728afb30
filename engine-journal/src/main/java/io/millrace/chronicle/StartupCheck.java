package io.millrace.chronicle;

import io.millrace.journal.HighWaterMark;
import io.millrace.journal.JournalClockException;
import io.millrace.journal.JournalDamagedException;
import io.millrace.journal.JournalIntegrity.FirstBad;
import io.millrace.journal.JournalPlace;
import io.millrace.journal.JournalSettings;
import io.millrace.journal.JournalSpaceException;
import io.millrace.journal.OwnerLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Everything that must hold before the queue is opened. Refuses without changing anything but the lock file. */
final class StartupCheck {
    private static final long READ_ALL_BELOW = 256L << 20;
    private static final long CLOCK_TOLERANCE_MS = 1_000;

    private final JournalSettings settings;

    StartupCheck(final JournalSettings settings) {
        this.settings = settings;
    }

    /** Where to go on from, and the least time of the cycle clock; the position is that behind the last record. */
    record Start(JournalPlace place, long clockMs, Path file, LeftBehind leftBehind) {}

    OwnerLock lock() throws IOException {
        Files.createDirectories(settings.directory());
        return OwnerLock.take(settings.directory(), settings.wallClockMs().getAsLong());
    }

    Start run() throws IOException {
        requireSpace();
        final Path directory = settings.directory();
        final List<Path> files = CycleFiles.list(directory);
        final long nowMs = settings.wallClockMs().getAsLong();
        final HighWaterMark.Mark mark = HighWaterMark.read(directory);
        if (files.isEmpty()) {
            if (mark != null && mark.sequence() > 0) {
                throw new JournalDamagedException(new FirstBad(
                        1, directory.toString(), 0, mark.sequence() + " records are missing: there is no cycle file"));
            }
            return new Start(new JournalPlace(0, 0, nowMs * 1_000_000, 0, 0, 0), nowMs, directory, LeftBehind.NOTHING);
        }
        final JournalPlace from = settings.verifyFrom();
        final JournalCheck.Tail tail = from != null && LeftBehind.admits(directory, from)
                ? new JournalCheck(directory).tail(from)
                : new JournalCheck(directory).tail(firstToRead(files));
        if (mark != null) {
            requireClock(nowMs, mark.wallNs());
        }
        final long lastCycleMs = CycleFiles.startMs(files.get(files.size() - 1));
        return new Start(tail.place(), Math.max(nowMs, lastCycleMs), Path.of(tail.file()), tail.leftBehind());
    }

    /**
     * Looks at the first record of a run as a reader does: appended in a wrong place it would lie behind a hole, where
     * no reader comes.
     *
     * @param before where the journal ended before this run
     */
    static void requireVisible(final Path directory, final long sequence, final JournalPlace before) {
        final List<Path> files = CycleFiles.list(directory);
        final JournalCheck check = new JournalCheck(directory);
        final JournalPlace end = (before.sequence() == 0 ? check.tail(files.get(0)) : check.tail(before)).place();
        if (end.sequence() != sequence) {
            throw new JournalDamagedException(new FirstBad(
                    end.sequence() + 1,
                    files.get(files.size() - 1).toString(),
                    0,
                    "the first record of this run was not appended behind the last one"));
        }
    }

    private static Path firstToRead(final List<Path> files) throws IOException {
        long total = 0;
        for (final Path file : files) {
            total += Files.size(file);
        }
        // Two cycles: the last may hold nothing but its header.
        return total < READ_ALL_BELOW ? null : files.get(Math.max(0, files.size() - 2));
    }

    /** By wall clocks alone: the records carry the market's time, which a recorded feed has of any year. */
    private void requireClock(final long nowMs, final long lastNs) {
        final long lastMs = Math.floorDiv(lastNs, 1_000_000L);
        if (nowMs < lastMs - CLOCK_TOLERANCE_MS && !settings.acceptClockStep()) {
            throw new JournalClockException("The wall clock says " + Instant.ofEpochMilli(nowMs)
                    + ", but the last record of journal " + settings.directory() + " was written at "
                    + Instant.ofEpochMilli(lastMs) + ". Set the clock, or accept the step (--accept-clock-step).");
        }
    }

    private void requireSpace() throws IOException {
        final long free = settings.usableBytes() != null
                ? settings.usableBytes().getAsLong()
                : Files.getFileStore(settings.directory()).getUsableSpace();
        if (free < settings.spaceFloor()) {
            throw new JournalSpaceException("Journal " + settings.directory() + " has " + free
                    + " bytes of free space; expected at least " + settings.spaceFloor()
                    + " (journal.minFreeBytes, three blocks). Free some space.");
        }
    }
}
