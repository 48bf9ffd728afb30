package io.millrace.logs;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of lines that each begin with their step and place in it. Opening it cuts what a killed writer left: half a
 * line, and lines of steps that the journal does not hold. One thread.
 */
final class LineFile {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int CHUNK = 1 << 16;

    private final Path path;
    private final Pattern start;
    private final byte[] header;
    private final Object key;
    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    private long written;
    private Position last = Position.START;

    private LineFile(Path path, Pattern start, String header, FileChannel channel) throws IOException {
        this.path = path;
        this.start = start;
        this.header = header.getBytes(UTF_8);
        this.channel = channel;
        this.key = key(path);
    }

    /**
     * Opens it, behind its last whole line.
     *
     * @param start finds step and place as groups 1 and 2 at the beginning of a line
     * @param header the first line with its end; empty = none
     * @param lastStep of the journal: no line of a later one stays
     */
    static LineFile open(Path path, Pattern start, String header, long lastStep) throws IOException {
        FileChannel channel =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            LineFile file = new LineFile(path, start, header, channel);
            file.cut(lastStep);
            return file;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** The last line's place; {@link Position#START} when there is none. */
    Position last() {
        return last;
    }

    /** Bytes, those not flushed yet among them. */
    long size() {
        return written;
    }

    void write(Position position, String line) throws IOException {
        byte[] bytes = line.getBytes(UTF_8);
        if (bytes.length > buffer.remaining()) {
            flush();
        }
        if (bytes.length > buffer.capacity()) {
            writeAll(ByteBuffer.wrap(bytes));
        } else {
            buffer.put(bytes);
        }
        written += bytes.length;
        last = position;
    }

    void flush() throws IOException {
        buffer.flip();
        try {
            writeAll(buffer);
        } finally {
            buffer.clear();
        }
    }

    /**
     * Makes it outlast a loss of power.
     *
     * @throws IOException also when the path leads to another file by now, or to none
     */
    void force() throws IOException {
        flush();
        channel.force(false);
        requireInPlace();
    }

    /** Fails when somebody has moved or replaced the file: what is written would not be found. */
    void requireInPlace() throws IOException {
        if (!Files.exists(path) || !Objects.equals(key, key(path))) {
            throw new IOException(path + " was moved or replaced");
        }
    }

    void close() throws IOException {
        channel.close();
    }

    private void writeAll(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private void cut(long lastStep) throws IOException {
        long end = channel.size();
        while (end > header.length) {
            long lineStart = lineStart(end);
            Position found = position(lineStart, end);
            if (found != null && found.step() <= lastStep) {
                last = found;
                break;
            }
            end = lineStart;
        }
        if (end <= header.length) {
            end = 0;
        }
        if (end < channel.size()) {
            channel.truncate(end);
        }
        channel.position(end);
        written = end;
        if (end == 0 && header.length > 0) {
            writeAll(ByteBuffer.wrap(header));
            written = header.length;
        }
    }

    /** Where the line begins that ends, with its line end or without, at {@code end}. */
    private long lineStart(long end) throws IOException {
        for (long to = end - 1; to > 0; ) {
            long from = Math.max(0, to - CHUNK);
            byte[] bytes = read(from, (int) (to - from));
            for (int i = bytes.length - 1; i >= 0; i--) {
                if (bytes[i] == '\n') {
                    return from + i + 1;
                }
            }
            to = from;
        }
        return 0;
    }

    private Position position(long from, long end) throws IOException {
        if (read(end - 1, 1)[0] != '\n') {
            return null;
        }
        String head = new String(read(from, (int) Math.min(64, end - from)), US_ASCII);
        Matcher matcher = start.matcher(head);
        return matcher.lookingAt()
                ? new Position(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)))
                : null;
    }

    private byte[] read(long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, from + bytes.position()) < 0) {
                throw new IOException(path + " became shorter while it was read");
            }
        }
        return bytes.array();
    }

    private static Object key(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }
}
