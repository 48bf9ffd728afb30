package io.millrace.journal;

import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * How a journal is opened for appending. Immutable; {@link #of} gives the defaults.
 *
 * @param directory       holds all files of the journal; made when absent
 * @param header          key=value lines, the payload of HEADER records
 * @param durability      what a record survives (default PROCESS)
 * @param rolling         when a new cycle file begins (default DAILY)
 * @param blockSize       bytes of the live window: so far the disk may be behind the appender (default 16 MiB)
 * @param maxPayload      longest payload in bytes (default 1 MiB, at most an eighth of a block)
 * @param directWrites    what is appended goes to the disk past the page cache (default true); false takes it through
 *     the page cache and leaves it there, for a run that is read again soon
 * @param minFreeBytes    refuse to open below this, or below three blocks (default 2 GiB)
 * @param acceptClockStep open although the wall clock is behind the last record (default false)
 * @param verifyFrom      what lies before was verified when a snapshot was taken here; null (default) = choose by size
 * @param wallClockMs     milliseconds since 1970
 * @param steadyNs        a clock that nobody sets, nanoseconds from anywhere: what the wall clock is held against
 * @param usableBytes     free space for this process; null asks the file store of the directory
 */
public record JournalSettings(
        Path directory,
        String header,
        Durability durability,
        Rolling rolling,
        int blockSize,
        int maxPayload,
        boolean directWrites,
        long minFreeBytes,
        boolean acceptClockStep,
        JournalPlace verifyFrom,
        LongSupplier wallClockMs,
        LongSupplier steadyNs,
        LongSupplier usableBytes) {
    private static final int SMALLEST_BLOCK = 256 * 1024;
    private static final int MEBIBYTE = 1024 * 1024;

    public JournalSettings {
        Objects.requireNonNull(directory, "directory");
        Objects.requireNonNull(header, "header");
        Objects.requireNonNull(durability, "durability");
        Objects.requireNonNull(rolling, "rolling");
        Objects.requireNonNull(wallClockMs, "wallClockMs");
        Objects.requireNonNull(steadyNs, "steadyNs");
        if (blockSize < SMALLEST_BLOCK || Integer.bitCount(blockSize) != 1) {
            throw new IllegalArgumentException("journal.blockSize is " + blockSize
                    + "; expected a power of two of at least " + SMALLEST_BLOCK + " bytes");
        }
        if (maxPayload < 1 || maxPayload > blockSize / 8) {
            throw new IllegalArgumentException("journal.maxPayload is " + maxPayload
                    + "; expected 1 to an eighth of the block, " + blockSize / 8 + " bytes");
        }
        if (minFreeBytes < 0) {
            throw new IllegalArgumentException("journal.minFreeBytes is " + minFreeBytes + "; expected 0 or more");
        }
    }

    /** The defaults for a live or paper engine. */
    public static JournalSettings of(final Path directory, final String header) {
        return new JournalSettings(
                directory,
                header,
                Durability.PROCESS,
                Rolling.DAILY,
                16 * MEBIBYTE,
                MEBIBYTE,
                true,
                2048L * MEBIBYTE,
                false,
                null,
                System::currentTimeMillis,
                System::nanoTime,
                null);
    }

    /** Below this no new risk may be taken and the journal does not open. */
    public long spaceFloor() {
        return Math.max(minFreeBytes, 3L * blockSize);
    }

    public JournalSettings withDurability(final Durability value) {
        return edited(draft -> draft.durability = value);
    }

    public JournalSettings withRolling(final Rolling value) {
        return edited(draft -> draft.rolling = value);
    }

    public JournalSettings withBlocks(final int size, final int longestPayload) {
        return edited(draft -> {
            draft.blockSize = size;
            draft.maxPayload = longestPayload;
        });
    }

    public JournalSettings withDirectWrites(final boolean value) {
        return edited(draft -> draft.directWrites = value);
    }

    public JournalSettings withAcceptClockStep(final boolean value) {
        return edited(draft -> draft.acceptClockStep = value);
    }

    public JournalSettings withVerifyFrom(final JournalPlace value) {
        return edited(draft -> draft.verifyFrom = value);
    }

    public JournalSettings withWallClockMs(final LongSupplier value) {
        return edited(draft -> draft.wallClockMs = value);
    }

    public JournalSettings withSteadyNs(final LongSupplier value) {
        return edited(draft -> draft.steadyNs = value);
    }

    /** The space to keep, and who says how much there is (null: the file store). */
    public JournalSettings withSpace(final long minFree, final LongSupplier usable) {
        return edited(draft -> {
            draft.minFreeBytes = minFree;
            draft.usableBytes = usable;
        });
    }

    private JournalSettings edited(final Consumer<Draft> edit) {
        final Draft draft = new Draft(this);
        edit.accept(draft);
        return draft.done(this);
    }

    /** The fields that can be changed, while some of them are. */
    private static final class Draft {
        private Durability durability;
        private Rolling rolling;
        private int blockSize;
        private int maxPayload;
        private boolean directWrites;
        private long minFreeBytes;
        private boolean acceptClockStep;
        private JournalPlace verifyFrom;
        private LongSupplier wallClockMs;
        private LongSupplier steadyNs;
        private LongSupplier usableBytes;

        private Draft(final JournalSettings from) {
            durability = from.durability;
            rolling = from.rolling;
            blockSize = from.blockSize;
            maxPayload = from.maxPayload;
            directWrites = from.directWrites;
            minFreeBytes = from.minFreeBytes;
            acceptClockStep = from.acceptClockStep;
            verifyFrom = from.verifyFrom;
            wallClockMs = from.wallClockMs;
            steadyNs = from.steadyNs;
            usableBytes = from.usableBytes;
        }

        private JournalSettings done(final JournalSettings from) {
            return new JournalSettings(
                    from.directory,
                    from.header,
                    durability,
                    rolling,
                    blockSize,
                    maxPayload,
                    directWrites,
                    minFreeBytes,
                    acceptClockStep,
                    verifyFrom,
                    wallClockMs,
                    steadyNs,
                    usableBytes);
        }
    }
}
