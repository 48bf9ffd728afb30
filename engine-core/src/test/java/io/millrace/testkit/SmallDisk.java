package io.millrace.testkit;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** A file system of a few megabytes, mounted for one test, to be filled. Needs root and Linux; else it is skipped. */
public final class SmallDisk implements AutoCloseable {
    private final Path mount;
    private final Path filler;

    private SmallDisk(final Path mount) {
        this.mount = mount;
        this.filler = mount.resolve("filler");
    }

    /** An ext4 image of so many MiB on a loop device. */
    public static SmallDisk ext4(final Path folder, final int megabytes) throws IOException, InterruptedException {
        final Path image = folder.resolve("disk.img");
        final Path mount = Files.createDirectories(folder.resolve("disk"));
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength((long) megabytes << 20);
        }
        require(List.of("mkfs.ext4", "-q", "-F", "-m", "0", image.toString()));
        require(List.of("mount", "-o", "loop", image.toString(), mount.toString()));
        return new SmallDisk(mount);
    }

    /** A tmpfs of so many MiB. */
    public static SmallDisk tmpfs(final Path folder, final int megabytes) throws IOException, InterruptedException {
        final Path mount = Files.createDirectories(folder.resolve("disk"));
        require(List.of("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", mount.toString()));
        return new SmallDisk(mount);
    }

    /** Where it is mounted. */
    public Path path() {
        return mount;
    }

    /** Takes space until about {@code bytes} are left. */
    public void fillUpTo(final long bytes) throws IOException, InterruptedException {
        Files.deleteIfExists(filler);
        // Allocated, not written: it takes the blocks at once and nothing has to reach the device.
        require(List.of("fallocate", "-l", Long.toString(Math.max(1, free() - bytes)), filler.toString()));
    }

    /** Gives back what {@link #fillUpTo} took. */
    public void freeSpace() throws IOException {
        Files.deleteIfExists(filler);
    }

    /** Bytes left. */
    public long free() throws IOException {
        return Files.getFileStore(mount).getUsableSpace();
    }

    @Override
    public void close() throws IOException {
        try {
            run(List.of("umount", "-l", mount.toString()));
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void require(final List<String> command) throws IOException, InterruptedException {
        final boolean root = "root".equals(System.getProperty("user.name"));
        Assumptions.assumeTrue(root, "skipped: only root can mount a small disk");
        final String trouble = run(command);
        Assumptions.assumeTrue(trouble == null, () -> "skipped: no small disk here: " + trouble);
    }

    /** Null when it worked, else what it said. */
    private static String run(final List<String> command) throws IOException, InterruptedException {
        try {
            final Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            final String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? null : String.join(" ", command) + ": " + said.strip();
        } catch (final IOException e) {
            return e.getMessage();
        }
    }
}
