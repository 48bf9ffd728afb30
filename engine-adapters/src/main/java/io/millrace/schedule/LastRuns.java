package io.millrace.schedule;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;

/** When the jobs last ran, in a small file that is there whole or not at all. One thread at a time. */
final class LastRuns {
    /** Nanoseconds up to the year 2255, which fit a long. */
    private static final String TIME = "\\d{1,18}|[1-8]\\d{18}";

    private final Path file;
    private final Map<String, Long> times = new TreeMap<>();

    private LastRuns(Path file) {
        this.file = file;
    }

    /** Reads the file; lines that say nothing count for nothing. */
    static LastRuns open(Path file) throws IOException {
        LastRuns runs = new LastRuns(file);
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file, UTF_8)) {
                String[] parts = line.split(" ", -1);
                if (parts.length == 2 && parts[1].matches(TIME)) {
                    runs.times.put(parts[0], Long.parseLong(parts[1]));
                }
            }
        }
        return runs;
    }

    /** {@code Long.MIN_VALUE} when it did not. */
    long of(String name) {
        return times.getOrDefault(name, Long.MIN_VALUE);
    }

    void put(String name, long timeNs) throws IOException {
        times.put(name, timeNs);
        StringBuilder text = new StringBuilder();
        times.forEach((key, value) -> text.append(key).append(' ').append(value).append('\n'));
        Path whole = file.resolveSibling(file.getFileName() + ".tmp");
        Files.writeString(whole, text, UTF_8);
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
