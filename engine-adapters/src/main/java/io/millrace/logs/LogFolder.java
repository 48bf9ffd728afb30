package io.millrace.logs;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumMap;
import java.util.Map;

/**
 * All files of the streams, and how far they got together: the file {@code position} saves a start from putting steps
 * into words that are written long since. One thread.
 */
final class LogFolder {
    private static final String POSITION = "position";
    private static final String PROBE = "probe";
    private static final int PROBE_BYTES = 4_096;

    private final Path folder;
    private final Map<LogStream, RotatingFile> streams = new EnumMap<>(LogStream.class);
    private long position;

    LogFolder(Path folder, LogConfig config) {
        this.folder = folder;
        for (LogStream stream : LogStream.values()) {
            streams.put(stream, new RotatingFile(folder, stream.file(), config));
        }
    }

    /** Fails when nothing can be written there. */
    void probe() throws IOException {
        Files.createDirectories(folder);
        Path probe = folder.resolve(PROBE);
        Files.write(probe, new byte[PROBE_BYTES]);
        Files.delete(probe);
    }

    void open(long lastStep) throws IOException {
        position = Math.min(lastStep, readPosition());
        for (RotatingFile stream : streams.values()) {
            stream.open(lastStep);
        }
    }

    /** True when all streams have all of the step. */
    boolean isBehind(long step) {
        return step <= position;
    }

    /** Writes a line unless its file has it. */
    boolean write(LogStream stream, Position at, String line) throws IOException {
        RotatingFile file = streams.get(stream);
        if (file.holds(at.step(), at.place())) {
            return false;
        }
        file.write(at, line);
        return true;
    }

    /** Writes a line about the process, whatever was written about before. */
    void writeSystem(long step, String line) throws IOException {
        streams.get(LogStream.SYSTEM).write(new Position(step, 0), line);
    }

    /** A step is over: a file that is full is put aside. */
    void endOfStep(long nowMs) throws IOException {
        for (RotatingFile file : streams.values()) {
            if (file.isFull()) {
                file.pause(nowMs);
            }
        }
    }

    void pause(long nowMs) throws IOException {
        for (RotatingFile file : streams.values()) {
            file.pause(nowMs);
        }
    }

    void requireInPlace() throws IOException {
        for (RotatingFile file : streams.values()) {
            file.requireInPlace();
        }
    }

    /** Everything up to this step has reached the disk. */
    void force(long step) throws IOException {
        for (RotatingFile file : streams.values()) {
            file.force();
        }
        Path fresh = folder.resolve(POSITION + ".new");
        Files.writeString(fresh, step + "\n", US_ASCII);
        Files.move(
                fresh, folder.resolve(POSITION), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    void close() throws IOException {
        IOException first = null;
        for (RotatingFile file : streams.values()) {
            try {
                file.close();
            } catch (IOException e) {
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }

    /** Without a readable one every step is looked at again, which costs time only. */
    private long readPosition() throws IOException {
        try {
            return Long.parseLong(
                    Files.readString(folder.resolve(POSITION), US_ASCII).strip());
        } catch (NoSuchFileException | NumberFormatException e) {
            return 0;
        }
    }
}
