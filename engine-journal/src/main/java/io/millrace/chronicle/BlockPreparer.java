package io.millrace.chronicle;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import net.openhft.chronicle.bytes.MappedBytesStore;
import net.openhft.chronicle.bytes.MappedFile;
import net.openhft.chronicle.core.io.ReferenceOwner;
import net.openhft.posix.PosixAPI;

/**
 * Maps the block after the appender's before the appender gets there, and unmaps the one it leaves.
 *
 * <p>Every block is mapped for random access: otherwise the kernel reads ahead on a hole, that is fills with zeros as
 * much as the device likes (8 MiB were seen). Where a core is free for it, the pages are faulted too, in huge pages
 * where the file system has them: one fault of 0.2 ms every 2 MiB takes the place of 512 faults of 4 us, and a tenth of
 * the work of writing them out. When this falls behind, the appender does the work itself, as without it.
 */
final class BlockPreparer {
    private static final int MADV_RANDOM = 1;
    private static final int MADV_HUGEPAGE = 14;
    private static final int MADV_POPULATE_WRITE = 23;
    private static final int PIECE = 64 * 1024;
    private static final long PAUSE_NS = 50_000;

    private final ReferenceOwner owner = ReferenceOwner.temporary("block-preparer");
    private final boolean populate;
    private final WriteBehind behind;
    private final WriteBehind.Mapping mapping = this::address;

    /** The attendant and an idle appender take turns; the appender never waits for its turn. */
    private final AtomicBoolean held = new AtomicBoolean();

    private volatile MappedFile wantedFile;
    private volatile long appendedTo;
    private MappedFile file;
    private MappedBytesStore current;
    private MappedBytesStore next;
    private long preparedBlock = -1;

    /**
     * @param populate faults the pages of a block; not where blocks are synced, which would write the empty pages
     * @param writeBehind writes what the appender has left and lets its pages go
     * @param appenderHelps with that, by calling {@link #onIdle}
     * @param blockSize bytes that are mapped as one
     */
    BlockPreparer(
            final boolean populate, final boolean writeBehind, final boolean appenderHelps, final long blockSize) {
        this.populate = populate;
        behind = writeBehind ? new WriteBehind(blockSize, appenderHelps) : null;
    }

    /** Called by the appender when it is in a new file. */
    void follow(final MappedFile newFile, final long position) {
        appendedTo = position;
        wantedFile = newFile;
    }

    /** Called by the appender now and then. */
    void appendedTo(final long position) {
        appendedTo = position;
    }

    /** Whether {@link #onIdle} has something to do. The appender's thread. */
    boolean wantsIdle(final long position) {
        return behind != null && behind.wants(position);
    }

    /** A step of the writing behind, by the appender, while it has nothing to append. */
    void onIdle(final long position) {
        if (held.compareAndSet(false, true)) {
            try {
                if (wantedFile == file) {
                    behind.step(position, mapping);
                }
            } finally {
                held.set(false);
            }
        }
    }

    void prepare() {
        if (behind != null) {
            behind.settle();
        }
        hold();
        try {
            final MappedFile wanted = wantedFile;
            if (wanted != file) {
                letAll();
                file = wanted;
                if (behind != null) {
                    behind.follow(wanted.file().getPath(), appendedTo);
                }
            }
            if (file != null) {
                if (behind != null) {
                    behind.advance(appendedTo, mapping);
                }
                advance();
            }
        } catch (final IOException | RuntimeException e) {
            // Preparing is a favour: what cannot be prepared, the appender maps itself and reports what is wrong.
            letAll();
            wantedFile = null;
            file = null;
        } finally {
            held.set(false);
        }
    }

    void release() {
        hold();
        try {
            letAll();
        } finally {
            held.set(false);
        }
    }

    private void hold() {
        while (!held.compareAndSet(false, true)) {
            LockSupport.parkNanos(PAUSE_NS);
        }
    }

    private void letAll() {
        current = let(current);
        next = let(next);
        preparedBlock = -1;
        if (behind != null) {
            behind.close();
        }
    }

    private void advance() throws IOException {
        final long size = file.chunkSize();
        final long block = appendedTo / size;
        if (preparedBlock < 0) {
            current = file.acquireByteStore(owner, block * size);
            fault(current, appendedTo - block * size, size);
            preparedBlock = block;
        }
        // Kept until the appender is well inside the next block: then the unmapping happens here.
        if (current != null && block * size > current.start() && appendedTo - block * size > size / 4) {
            let(current);
            current = next;
            next = null;
        }
        if (next == null && block >= preparedBlock && appendedTo % size > size / 8) {
            next = file.acquireByteStore(owner, (block + 1) * size);
            fault(next, 0, size);
            preparedBlock = block + 1;
        }
    }

    private long address(final long position) {
        final MappedBytesStore block = next != null && position >= next.start() ? next : current;
        final boolean mapped =
                block != null && position >= block.start() && position < block.start() + file.chunkSize();
        return mapped ? block.addressForRead(block.start()) + position - block.start() : 0;
    }

    private void fault(final MappedBytesStore store, final long from, final long size) {
        final long address = store.addressForRead(store.start());
        // Up to the mapping's end: its overlap with the next block is where the next block's first page is touched.
        final long mapped = size + file.overlapSize();
        PosixAPI.posix().madvise(address, mapped, MADV_RANDOM);
        if (populate) {
            PosixAPI.posix().madvise(address, mapped, MADV_HUGEPAGE);
        }
        final long begin = from & -PIECE;
        if (!populate) {
            return;
        }
        for (long at = begin; at < size; at += PIECE) {
            final long aheadOfAppender = store.start() + at - appendedTo;
            if (aheadOfAppender > size / 2) {
                // On a host with no core to spare this thread runs in the appender's place: be short, and let it in.
                LockSupport.parkNanos(PAUSE_NS);
            }
            if (aheadOfAppender >= 0) {
                PosixAPI.posix().madvise(address + at, PIECE, MADV_POPULATE_WRITE);
            }
        }
    }

    private MappedBytesStore let(final MappedBytesStore store) {
        if (store != null) {
            store.release(owner);
        }
        return null;
    }
}
