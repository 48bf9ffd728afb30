package io.millrace.journal;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.agrona.IoUtil;

/**
 * The last sequence known to be written, kept outside the journal: a crc cannot see that a tail is gone. Two slots of
 * 64 bytes take turns, so that a write cut short leaves the one before. Written by the appender's thread.
 *
 * <pre>
 *  0 seq:8 | 8 wallNs:8 | 16 chainCrc:4 | 20 cycle:4 | 24 crc32c of 0-23:4 | 28 zero
 * </pre>
 */
public final class HighWaterMark implements AutoCloseable {
    /** Name of the file in the journal's directory. */
    public static final String FILE = "hwm";

    private static final int SLOT = 64;
    private static final int CRC_AT = 24;

    private final MappedByteBuffer map;
    private final CRC32C crc = new CRC32C();

    private HighWaterMark(final MappedByteBuffer map) {
        this.map = map;
    }

    /**
     * What one slot says.
     *
     * @param sequence the last sequence
     * @param wallNs   the wall clock when it was written, known to half a second
     * @param chainCrc its crc
     * @param cycle    the cycle it is in
     */
    public record Mark(long sequence, long wallNs, int chainCrc, int cycle) {}

    /** Opens for writing, making the file when it is absent. */
    public static HighWaterMark open(final Path directory) throws IOException {
        final Path file = directory.resolve(FILE);
        if (!Files.exists(file)) {
            // Renamed into place whole: a crash must not leave a file that looks like a damaged mark.
            final Path fresh = directory.resolve(FILE + ".new");
            Files.write(fresh, empty());
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            final MappedByteBuffer map = channel.map(FileChannel.MapMode.READ_WRITE, 0, 2 * SLOT);
            map.order(LITTLE_ENDIAN);
            return new HighWaterMark(map);
        }
    }

    /** Reads the newest valid slot; null when there is no file or no valid slot. Changes nothing. */
    public static Mark read(final Path directory) {
        final Path file = directory.resolve(FILE);
        try {
            if (!Files.isRegularFile(file)) {
                return null;
            }
            final byte[] bytes = Files.readAllBytes(file);
            Mark best = null;
            for (int at = 0; at + SLOT <= bytes.length && at < 2 * SLOT; at += SLOT) {
                final Mark mark = slot(ByteBuffer.wrap(bytes, at, SLOT).slice());
                if (mark != null && (best == null || mark.sequence > best.sequence)) {
                    best = mark;
                }
            }
            return best;
        } catch (final IOException e) {
            throw new JournalException("Cannot read the high-water mark " + file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Records the mark. Stores into a shared mapping are in the page cache as soon as they are made, exactly as after a
     * pwrite, so they survive kill -9 alike, at the cost of a few stores instead of a system call for each record.
     */
    public void write(final long sequence, final long wallNs, final int chainCrc, final int cycle) {
        final int at = (int) (sequence & 1) * SLOT;
        map.putLong(at, sequence);
        map.putLong(at + 8, wallNs);
        map.putInt(at + 16, chainCrc);
        map.putInt(at + 20, cycle);
        map.limit(at + CRC_AT).position(at);
        crc.reset();
        crc.update(map);
        map.limit(2 * SLOT);
        map.putInt(at + CRC_AT, (int) crc.getValue());
    }

    /** Returns when the device holds the mark. */
    public void force() {
        map.force();
    }

    @Override
    public void close() {
        IoUtil.unmap(map);
    }

    private static Mark slot(final ByteBuffer bytes) {
        bytes.order(LITTLE_ENDIAN);
        final CRC32C sum = new CRC32C();
        bytes.limit(CRC_AT);
        sum.update(bytes);
        bytes.clear();
        if (bytes.getInt(CRC_AT) != (int) sum.getValue()) {
            return null;
        }
        return new Mark(bytes.getLong(0), bytes.getLong(8), bytes.getInt(16), bytes.getInt(20));
    }

    private static byte[] empty() {
        final ByteBuffer bytes = ByteBuffer.allocate(2 * SLOT).order(LITTLE_ENDIAN);
        final CRC32C sum = new CRC32C();
        sum.update(bytes.array(), 0, CRC_AT);
        bytes.putInt(CRC_AT, (int) sum.getValue());
        return bytes.array();
    }
}
