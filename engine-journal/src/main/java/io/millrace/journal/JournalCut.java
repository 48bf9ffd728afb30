package io.millrace.journal;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.millrace.journal.JournalIntegrity.FirstBad;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.zip.CRC32C;

/**
 * Where a journal begins whose oldest cycles were deleted: the anchor of the chain of those that are left. From the
 * moment this file is there the journal begins behind it, whether the cycles are deleted already or not.
 *
 * <pre>
 *  0 magic:8 | 8 sequence:8 | 16 steps:8 | 24 rows:8 | 32 timeNs:8 | 40 wallMs:8 | 48 cycle:4 | 52 chainCrc:4
 * 56 crc32c of 0-55:4                             little endian
 * </pre>
 *
 * @param sequence of the last record before it
 * @param chainCrc of that record: the first one behind links to it
 * @param steps so many lie before it
 * @param rows so many of them were given by a feed
 * @param timeNs event time of the last record before it
 * @param cycle the last that belongs to what was deleted
 * @param wallMs when it was cut, milliseconds since 1970
 */
public record JournalCut(long sequence, int chainCrc, long steps, long rows, long timeNs, int cycle, long wallMs) {
    /** Name of the file in the journal's folder. */
    public static final String FILE = "cut";

    private static final long MAGIC = 0x5455434C_52494C4DL;
    private static final int CRC_AT = 56;
    private static final int LENGTH = CRC_AT + Integer.BYTES;

    /**
     * Reads that of a journal; null when it was never cut.
     *
     * @throws JournalDamagedException when the file is not what was written
     */
    public static JournalCut read(final Path directory) {
        final Path file = directory.resolve(FILE);
        final ByteBuffer bytes;
        try {
            bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(LITTLE_ENDIAN);
        } catch (final NoSuchFileException e) {
            return null;
        } catch (final IOException e) {
            if (Files.isRegularFile(directory)) {
                throw new JournalException(directory + " is a file; a journal is a folder.", e);
            }
            throw new JournalException(
                    "The file " + file + ", which says where the journal begins, cannot be read: " + e
                            + ". Make it a file that this user can read; nothing was changed.",
                    e);
        }
        if (bytes.capacity() != LENGTH) {
            throw damaged(file, "it has " + bytes.capacity() + " bytes, expected " + LENGTH);
        }
        if (bytes.getLong(0) != MAGIC) {
            throw damaged(file, "it does not begin as such a file does");
        }
        if (bytes.getInt(CRC_AT) != crc(bytes)) {
            throw damaged(file, "its bytes do not agree with their checksum");
        }
        return new JournalCut(
                bytes.getLong(8),
                bytes.getInt(52),
                bytes.getLong(16),
                bytes.getLong(24),
                bytes.getLong(32),
                bytes.getInt(48),
                bytes.getLong(40));
    }

    /** Writes it; returns when it would survive a loss of power. There is the one before or this one, never none. */
    public void write(final Path directory) throws IOException {
        final ByteBuffer bytes = ByteBuffer.allocate(LENGTH).order(LITTLE_ENDIAN);
        bytes.putLong(MAGIC).putLong(sequence).putLong(steps).putLong(rows);
        bytes.putLong(timeNs).putLong(wallMs).putInt(cycle).putInt(chainCrc);
        bytes.putInt(crc(bytes)).flip();
        final Path fresh = directory.resolve(FILE + ".new");
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(fresh, directory.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceNames(directory);
    }

    /** Returns when the names in a folder would survive a loss of power. */
    public static void forceNames(final Path directory) throws IOException {
        try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    /** In words. */
    public String describe() {
        final String day = DateTimeFormatter.ISO_LOCAL_DATE.format(
                Instant.ofEpochMilli(wallMs).atZone(ZoneOffset.UTC));
        return String.format(
                Locale.ROOT,
                "begins at record %d (cut on %s, %d records before are deleted, with %d steps)",
                sequence + 1,
                day,
                sequence,
                steps);
    }

    private static JournalDamagedException damaged(final Path file, final String why) {
        return new JournalDamagedException(
                new FirstBad(1, file.toString(), 0, "the file that says where the journal begins is damaged: " + why),
                "The file " + file + ", which says where the journal begins, is damaged: " + why
                        + ". Restore it from a copy of this journal: without it the cycles behind it cannot be"
                        + " verified. Nothing was changed.");
    }

    private static int crc(final ByteBuffer bytes) {
        final CRC32C crc = new CRC32C();
        crc.update(bytes.duplicate().limit(CRC_AT).rewind());
        return (int) crc.getValue();
    }
}
