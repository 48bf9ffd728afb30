package io.millrace.logs;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * One stream: {@code NAME.jsonl}, and beside it what was put aside, as {@code NAME-STEP.jsonl.gz} with the last step in
 * it. Files are put aside between two steps, so the name tells where to go on when the current one is still empty.
 * One thread.
 */
final class RotatingFile {
    private static final String ENDING = ".jsonl";
    private static final String PACKED = ".gz";
    private static final String PART = ".part";
    private static final Pattern START = Pattern.compile("\\{\"step\":(\\d{1,18}),\"place\":(\\d{1,18}),");

    private final Path folder;
    private final String name;
    private final LogConfig config;
    private final Path path;
    private final Pattern aside;
    private LineFile file;
    private Position last;
    private long openedMs;

    RotatingFile(Path folder, String name, LogConfig config) {
        this.folder = folder;
        this.name = name;
        this.config = config;
        this.path = folder.resolve(name + ENDING);
        this.aside = Pattern.compile(Pattern.quote(name) + "-(\\d{12,18})(?:-\\d+)?\\.jsonl(\\.gz)?");
    }

    /** Opens it and tidies what a killed writer left. */
    void open(long lastStep) throws IOException {
        for (Path left : putAside()) {
            if (!left.getFileName().toString().endsWith(PACKED)) {
                pack(left);
            }
        }
        start(lastStep);
        last = file.last();
        if (last.equals(Position.START)) {
            for (Path old : putAside()) {
                last = new Position(Math.min(lastStep, step(old)), Long.MAX_VALUE);
            }
        }
    }

    boolean holds(long step, long place) {
        return last.reaches(step, place);
    }

    /** Writes a line that begins with its step and place. */
    void write(Position position, String line) throws IOException {
        file.write(position, line);
        last = position;
    }

    /** Flushes; puts the file aside when it is large or old enough. Between two steps only. */
    void pause(long nowMs) throws IOException {
        file.flush();
        boolean old = nowMs - openedMs >= TimeUnit.HOURS.toMillis(config.maxAgeHours());
        if (file.size() > 0 && (file.size() >= config.maxBytes() || old)) {
            rotate();
        }
    }

    /** True when it is time to put the file aside. */
    boolean isFull() {
        return file.size() >= config.maxBytes();
    }

    void force() throws IOException {
        file.force();
    }

    void requireInPlace() throws IOException {
        file.requireInPlace();
    }

    void close() throws IOException {
        if (file != null) {
            file.close();
            file = null;
        }
    }

    private void start(long lastStep) throws IOException {
        file = LineFile.open(path, START, "", lastStep);
        openedMs = Files.readAttributes(path, BasicFileAttributes.class)
                .creationTime()
                .toMillis();
    }

    private void rotate() throws IOException {
        file.close();
        Path moved = freeName(file.last().step());
        Files.move(path, moved, StandardCopyOption.ATOMIC_MOVE);
        pack(moved);
        List<Path> all = putAside();
        for (int i = 0; i < all.size() - config.keep(); i++) {
            Files.delete(all.get(i));
        }
        start(Long.MAX_VALUE);
    }

    private Path freeName(long step) {
        String stem = name + "-" + String.format(Locale.ROOT, "%012d", step);
        Path free = folder.resolve(stem + ENDING);
        for (int i = 1; Files.exists(free) || Files.exists(folder.resolve(free.getFileName() + PACKED)); i++) {
            free = folder.resolve(stem + "-" + i + ENDING);
        }
        return free;
    }

    /** The plain file goes only when the packed one is whole. */
    private void pack(Path plain) throws IOException {
        Path packed = folder.resolve(plain.getFileName() + PACKED);
        Path part = folder.resolve(packed.getFileName() + PART);
        try (InputStream in = Files.newInputStream(plain);
                OutputStream out = new GZIPOutputStream(Files.newOutputStream(part))) {
            in.transferTo(out);
        }
        Files.move(part, packed, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Files.delete(plain);
    }

    /** What was put aside, oldest first. */
    private List<Path> putAside() throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, name + "-*")) {
            for (Path entry : entries) {
                if (aside.matcher(entry.getFileName().toString()).matches()) {
                    found.add(entry);
                }
            }
        }
        Collections.sort(found);
        return found;
    }

    private long step(Path old) {
        Matcher matcher = aside.matcher(old.getFileName().toString());
        return matcher.matches() ? Long.parseLong(matcher.group(1)) : 0;
    }
}
