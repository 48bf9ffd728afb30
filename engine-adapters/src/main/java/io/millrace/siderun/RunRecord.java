package io.millrace.siderun;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;

/**
 * A backtest's folder: the file {@code asked} is there before its process is, {@code ended} when it is known what
 * became of it. So a start knows which one was lost.
 */
final class RunRecord {
    private static final String ASKED = "asked";
    private static final String ENDED = "ended";
    private static final String PROCESS = "process";
    private static final int LONGEST_ERROR = 4_000;
    private static final Duration SAME_START = Duration.ofMillis(20);

    private final Path folder;

    RunRecord(Path folder) {
        this.folder = folder;
    }

    Path printed() {
        return folder.resolve("printed.json");
    }

    Path complaints() {
        return folder.resolve("errors.txt");
    }

    Path configuration() {
        return folder.resolve("running.yaml");
    }

    /** The program's own: it takes no folder in which there are other files. */
    Path result() {
        return folder.resolve("result");
    }

    void writeAsked(SideRun run) throws IOException {
        Files.createDirectories(folder);
        Properties asked = new Properties();
        asked.setProperty("actor", run.actor());
        asked.setProperty("requestKey", Long.toString(run.requestKey()));
        asked.setProperty("what", run.what());
        asked.setProperty("begun", run.begun().toString());
        write(ASKED, asked);
    }

    /** So that the next start can end it, should this process be killed. */
    void writeProcess(Process process) throws IOException {
        Properties child = new Properties();
        child.setProperty("pid", Long.toString(process.pid()));
        child.setProperty(
                "start", process.info().startInstant().map(Instant::toString).orElse(""));
        write(PROCESS, child);
    }

    void writeEnded(SideRun run) throws IOException {
        Properties ended = new Properties();
        ended.setProperty("state", run.state().name());
        ended.setProperty("error", run.error());
        write(ENDED, ended);
    }

    /** What the folder says; null when it is not one of these. */
    SideRun read() {
        try {
            Properties asked = read(ASKED);
            SideRun run = new SideRun(
                    folder.getFileName().toString(),
                    asked.getProperty("actor", ""),
                    Long.parseLong(asked.getProperty("requestKey", "0")),
                    asked.getProperty("what", ""),
                    Instant.parse(asked.getProperty("begun", "")),
                    SideRun.State.RUNNING,
                    "",
                    "",
                    "");
            if (!Files.exists(folder.resolve(ENDED))) {
                endOrphan();
                return run.ended(SideRun.State.LOST, "the daemon ended before it did", "", "");
            }
            Properties ended = read(ENDED);
            return ended(
                    run, SideRun.State.valueOf(ended.getProperty("state", "LOST")), ended.getProperty("error", ""));
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            return null;
        }
    }

    /** With what the program printed. */
    SideRun ended(SideRun run, SideRun.State state, String error) throws IOException {
        Path report = result().resolve("report.html");
        return run.ended(
                state,
                error,
                state == SideRun.State.DONE ? Files.readString(printed(), UTF_8).strip() : "",
                Files.exists(report) ? report.toString() : "");
    }

    /** What the program said on standard error, its end when that is long. */
    String complaint() {
        try {
            String text = Files.readString(complaints(), UTF_8).strip();
            return text.substring(Math.max(0, text.length() - LONGEST_ERROR));
        } catch (IOException e) {
            return "what it said cannot be read: " + e;
        }
    }

    /** A child outlives a daemon that is killed; the number alone may by now be another process's. */
    private void endOrphan() throws IOException {
        if (!Files.exists(folder.resolve(PROCESS))) {
            return;
        }
        Properties child = read(PROCESS);
        String start = child.getProperty("start", "");
        if (!start.isEmpty()) {
            Instant began = Instant.parse(start);
            ProcessHandle.of(Long.parseLong(child.getProperty("pid", "-1")))
                    .filter(found -> found.info()
                            .startInstant()
                            .filter(at -> Duration.between(began, at).abs().compareTo(SAME_START) < 0)
                            .isPresent())
                    .ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    private Properties read(String name) throws IOException {
        Properties found = new Properties();
        try (Reader in = Files.newBufferedReader(folder.resolve(name), UTF_8)) {
            found.load(in);
        }
        return found;
    }

    private void write(String name, Properties values) throws IOException {
        Path fresh = folder.resolve(name + ".new");
        try (Writer out = Files.newBufferedWriter(fresh, UTF_8)) {
            values.store(out, null);
        }
        Files.move(fresh, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
