package io.millrace.daemon;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.journal.OwnerLock;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** The other side of {@link ControlFiles}: gives a running daemon a command and waits for its answer. */
final class ControlClient {
    private static final long POLL_MS = 10;

    private final Path dataDir;
    private final long limitMs;

    ControlClient(Path dataDir, long limitMs) {
        this.dataDir = dataDir;
        this.limitMs = limitMs;
    }

    /** What the daemon said. */
    record Answer(int exitCode, String text) {}

    Answer send(String command, String actor) throws IOException, InterruptedException {
        if (!isOwned(dataDir)) {
            return new Answer(
                    ExitCodes.REFUSED, "no engine is running on " + dataDir + "; start one, or give its --data-dir");
        }
        Path folder = dataDir.resolve(ControlFiles.FOLDER);
        Files.createDirectories(folder);
        String name = String.format(
                Locale.ROOT,
                "%013d-%d-%s",
                System.currentTimeMillis(),
                ProcessHandle.current().pid(),
                command);
        Path request = folder.resolve(name + ControlFiles.COMMAND);
        Path result = folder.resolve(name + ControlFiles.RESULT);
        AtomicFile.write(request, command + "\n" + actor.replace('\n', ' ') + "\n");
        for (long waited = 0; waited < limitMs; waited += POLL_MS) {
            if (Files.exists(result)) {
                return read(result);
            }
            Thread.sleep(POLL_MS);
        }
        if (Files.deleteIfExists(request)) {
            return new Answer(
                    ExitCodes.REFUSED,
                    "the engine on " + dataDir + " did not answer in " + limitMs
                            + " ms, the command was taken back; look at its health.json");
        }
        if (Files.exists(result)) {
            return read(result);
        }
        return new Answer(
                ExitCodes.REFUSED,
                command + " was taken, not confirmed: the engine on " + dataDir + " did not say in " + limitMs
                        + " ms that it is journaled. It may still act; look at health.json before giving it again");
    }

    private static Answer read(Path result) throws IOException {
        String text = Files.readString(result, UTF_8);
        Files.delete(result);
        int end = text.indexOf('\n');
        return new Answer(
                Integer.parseInt(text.substring(0, end)),
                text.substring(end + 1).strip());
    }

    /** True when a process holds the folder. */
    static boolean isOwned(Path dataDir) throws IOException {
        Path file = dataDir.resolve(OwnerLock.FILE);
        if (!Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        } catch (OverlappingFileLockException e) {
            return true;
        }
    }
}
