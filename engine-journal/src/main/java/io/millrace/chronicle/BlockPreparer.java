package io.millrace.chronicle;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import net.openhft.chronicle.bytes.MappedBytesStore;
import net.openhft.chronicle.bytes.MappedFile;
import net.openhft.chronicle.core.io.ReferenceOwner;
import net.openhft.posix.PosixAPI;

/**
 * Maps the block after the appender's before the appender gets there, and unmaps the one it leaves.
 *
 * <p>Every block is mapped in huge pages where the file system has them: one fault of about 0.4 ms every 2 MiB then
 * takes the place of 512 faults of 4 us, and a tenth of the work of writing the block out. It is mapped for random
 * access: otherwise the kernel reads ahead on a hole, that is fills with zeros as much as the device likes (8 MiB were
 * seen). Where a core is free for it, its pages are faulted too. When this falls behind, the appender does the work
 * itself, as without it.
 */
final class BlockPreparer {
    private static final int MADV_RANDOM = 1;
    private static final int MADV_HUGEPAGE = 14;
    private static final int MADV_POPULATE_WRITE = 23;
    private static final int PIECE = 64 * 1024;
    private static final int PIECES_PER_ROUND = 16;
    private static final long PAUSE_NS = 50_000;

    private final ReferenceOwner owner = ReferenceOwner.temporary("block-preparer");
    private final boolean populate;
    private final WriteBehind behind;
    private volatile MappedFile wantedFile;
    private volatile long appendedTo;
    private MappedFile file;
    private MappedBytesStore current;
    private MappedBytesStore next;
    private long preparedBlock = -1;
    private long unmappedTo;

    /**
     * @param populate faults the pages of a block; not where blocks are synced, which would write the empty pages
     * @param writeBehind writes blocks that the appender has left and lets their pages go
     */
    BlockPreparer(final boolean populate, final boolean writeBehind) {
        this.populate = populate;
        behind = writeBehind ? new WriteBehind() : null;
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

    void prepare() {
        try {
            final MappedFile wanted = wantedFile;
            if (wanted != file) {
                release();
                file = wanted;
                if (behind != null) {
                    behind.follow(wanted.file().getPath(), appendedTo);
                }
            }
            if (file != null) {
                advance();
                writeBehind();
            }
        } catch (final IOException | RuntimeException e) {
            // Preparing is a favour: what cannot be prepared, the appender maps itself and reports what is wrong.
            release();
            wantedFile = null;
            file = null;
        }
    }

    void release() {
        current = let(current);
        next = let(next);
        preparedBlock = -1;
        unmappedTo = 0;
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
        if (current != null && block * size > current.start() && appendedTo - block * size > size / 8) {
            let(current);
            current = next;
            next = null;
            if (behind != null) {
                behind.letGo(unmappedTo);
            }
            unmappedTo = block * size;
        }
        if (next == null && block >= preparedBlock && appendedTo % size > size / 8) {
            next = file.acquireByteStore(owner, (block + 1) * size);
            fault(next, 0, size);
            preparedBlock = block + 1;
        }
    }

    /** Only what is unmapped: writing a mapped page takes its write permission from the other cores' tables first. */
    private void writeBehind() {
        for (int i = 0; i < PIECES_PER_ROUND && behind != null && behind.write(unmappedTo); i++) {
            LockSupport.parkNanos(PAUSE_NS);
        }
    }

    private void fault(final MappedBytesStore store, final long from, final long size) {
        final long address = store.addressForRead(store.start());
        PosixAPI.posix().madvise(address, size, MADV_RANDOM);
        PosixAPI.posix().madvise(address, size, MADV_HUGEPAGE);
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
