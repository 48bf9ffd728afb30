package io.millrace.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/**
 * The journal's one owner: a lock of the operating system, which the kernel frees when the owner dies, however it dies.
 * The file says who the owner is, for the message to whoever comes second.
 */
public final class OwnerLock implements AutoCloseable {
    /** Name of the file in the journal's directory. */
    public static final String FILE = "engine.lock";

    private final FileChannel channel;
    private final FileLock lock;

    private OwnerLock(final FileChannel channel, final FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /** Takes the lock or says who has it. */
    public static OwnerLock take(final Path directory, final long wallClockMs) throws IOException {
        final Path file = directory.resolve(FILE);
        final FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        final FileLock lock;
        try {
            lock = tryLock(channel);
            if (lock == null) {
                throw new JournalLockedException("Journal " + directory + " is in use by "
                        + Files.readString(file).strip() + ". Stop that process first, or use another directory.");
            }
            final String owner = "pid=" + ProcessHandle.current().pid() + " host=" + host() + " start="
                    + Instant.ofEpochMilli(wallClockMs) + "\n";
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(owner.getBytes(UTF_8)), 0);
        } catch (final IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        return new OwnerLock(channel, lock);
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }

    private static FileLock tryLock(final FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (final OverlappingFileLockException e) {
            // The same process holds it: refused like any other second owner.
            return null;
        }
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (final UnknownHostException e) {
            return "unknown";
        }
    }
}
