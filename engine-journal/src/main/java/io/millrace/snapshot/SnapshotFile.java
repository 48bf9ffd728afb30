package io.millrace.snapshot;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.millrace.event.StateBuffer;
import io.millrace.event.StateHash;
import io.millrace.event.codec.MessageHeaderDecoder;
import io.millrace.journal.JournalPlace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/** One snapshot as bytes (layout: package description). No state. */
final class SnapshotFile {
    static final int HEADER_LENGTH = 96;
    static final int FORMAT = 3;
    private static final int HASH_AT = 88;
    private static final long MAGIC = 0x50414E53_52494C4DL;

    private SnapshotFile() {}

    /** Writes it under another name, then renames: under {@code file} it is whole or not there. */
    static void write(final Path file, final Path temporary, final Snapshot snapshot) throws IOException {
        final ByteBuffer bytes = encode(snapshot);
        try (FileChannel channel = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            final int length = bytes.limit();
            put(channel, bytes, length / 2);
            put(channel, bytes, length);
            channel.force(true);
        }
        rename(temporary, file);
        forceNames(file.toAbsolutePath().getParent());
    }

    /** Writes up to there. In parts, and each step of a write a method: places at which tests kill the process. */
    private static void put(final FileChannel channel, final ByteBuffer bytes, final int upTo) throws IOException {
        bytes.limit(upTo);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static void rename(final Path temporary, final Path file) throws IOException {
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void forceNames(final Path folder) throws IOException {
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    /** @throws SnapshotException when it is not what was written */
    static Snapshot read(final Path file) {
        final ByteBuffer bytes;
        try {
            bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(LITTLE_ENDIAN);
        } catch (final IOException e) {
            throw new SnapshotException("snapshot " + file + " cannot be read: " + e, e);
        }
        final int end = bytes.capacity() - Integer.BYTES;
        if (end < HEADER_LENGTH) {
            throw new SnapshotException(
                    "snapshot " + file + " has " + bytes.capacity() + " bytes, fewer than an empty one");
        }
        final int expected = bytes.getInt(end);
        final int actual = crc(bytes, end);
        if (expected != actual) {
            throw new SnapshotException("snapshot " + file + " is damaged: its crc is " + Integer.toHexString(actual)
                    + ", it says " + Integer.toHexString(expected));
        }
        if (bytes.getLong(0) != MAGIC
                || bytes.getInt(8) != FORMAT
                || bytes.getInt(12) != MessageHeaderDecoder.SCHEMA_VERSION) {
            throw new SnapshotException("snapshot " + file + " has format " + bytes.getInt(8) + " and schema "
                    + bytes.getInt(12) + "; this build reads format " + FORMAT + " and schema "
                    + MessageHeaderDecoder.SCHEMA_VERSION);
        }
        final int fields = bytes.getInt(36);
        if (fields < 0 || HEADER_LENGTH + (long) fields * Long.BYTES != end) {
            throw new SnapshotException("snapshot " + file + " says it has " + fields + " fields, but has room for "
                    + (end - HEADER_LENGTH) / Long.BYTES);
        }
        final StateBuffer state = new StateBuffer();
        for (int i = 0; i < fields; i++) {
            state.putLong(bytes.getLong(HEADER_LENGTH + i * Long.BYTES));
        }
        // Whoever changes a field and mends the crc has not mended this.
        if (bytes.getLong(HASH_AT) != fieldsHash(state)) {
            throw new SnapshotException("snapshot " + file + " is not what was saved: the state hash of its fields is "
                    + Long.toHexString(fieldsHash(state)) + ", it says " + Long.toHexString(bytes.getLong(HASH_AT)));
        }
        final long position = bytes.getLong(64);
        final int unread = bytes.getInt(84);
        if (unread < 0 || unread > position) {
            throw new SnapshotException("snapshot " + file + " says that reading goes on " + unread
                    + " bytes before byte " + position + " of the journal");
        }
        final JournalPlace place = new JournalPlace(
                bytes.getLong(56), bytes.getInt(32), bytes.getLong(72), bytes.getInt(80), position, position - unread);
        return new Snapshot(bytes.getLong(16), bytes.getLong(24), place, bytes.getLong(40), bytes.getLong(48), state);
    }

    private static ByteBuffer encode(final Snapshot snapshot) {
        final int fields = snapshot.state().size();
        final int length =
                Math.addExact(HEADER_LENGTH, Math.addExact(Math.multiplyExact(fields, Long.BYTES), Integer.BYTES));
        final ByteBuffer bytes = ByteBuffer.allocate(length).order(LITTLE_ENDIAN);
        bytes.putLong(MAGIC).putInt(FORMAT).putInt(MessageHeaderDecoder.SCHEMA_VERSION);
        bytes.putLong(snapshot.config()).putLong(snapshot.step());
        final JournalPlace place = snapshot.place();
        bytes.putInt(place.chainCrc()).putInt(fields);
        bytes.putLong(snapshot.stateHash()).putLong(snapshot.timeNs());
        bytes.putLong(place.sequence()).putLong(place.position()).putLong(place.timeNs());
        bytes.putInt(place.cycle())
                .putInt(Math.toIntExact(place.position() - place.readFrom()))
                .putLong(fieldsHash(snapshot.state()));
        for (int i = 0; i < fields; i++) {
            bytes.putLong(snapshot.state().field(i));
        }
        bytes.putInt(crc(bytes, bytes.position()));
        return bytes.flip();
    }

    private static long fieldsHash(final StateBuffer state) {
        final StateHash hash = new StateHash();
        for (int i = 0; i < state.size(); i++) {
            hash.putLong(state.field(i));
        }
        return hash.value();
    }

    private static int crc(final ByteBuffer bytes, final int length) {
        final CRC32C crc = new CRC32C();
        crc.update(bytes.duplicate().limit(length).rewind());
        return (int) crc.getValue();
    }
}
