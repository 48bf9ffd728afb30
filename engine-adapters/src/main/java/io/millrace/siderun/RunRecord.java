package io.millrace.siderun;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A backtest's folder: the file {@code asked} is there before its process is, {@code ended} when it is known what
 * became of it. So a start knows which one was lost.
 */
final class RunRecord {
    private static final String ASKED = "asked";
    private static final String ENDED = "ended";
    private static final String PROCESS = "process";

    private final Path folder;

    RunRecord(Path folder) {
        this.folder = folder;
    }

    private Path printed() {
        return folder.resolve("printed.json");
    }

    Path configuration() {
        return folder.resolve("running.yaml");
    }

    /** The program's own: it takes no folder in which there are other files. */
    Path result() {
        return folder.resolve("result");
    }

    /** Where the program unpacks what it needs; goes with its process. */
    Path temporary() {
        return folder.resolve("tmp");
    }

    void deleteTemporary() {
        try {
            delete(temporary(), temporary());
        } catch (IOException e) {
            // It says nothing about the backtest, and goes with its folder at the latest.
            return;
        }
    }

    void writeAsked(SideRun run) throws IOException {
        Files.createDirectories(temporary());
        Properties asked = new Properties();
        asked.setProperty("actor", run.actor());
        asked.setProperty("requestKey", Long.toString(run.requestKey()));
        asked.setProperty("what", run.what());
        asked.setProperty("begun", run.begun().toString());
        write(ASKED, asked);
    }

    /** So that the next start can end it, should this process be killed. */
    void writeProcess(Child process) throws IOException {
        ProcessMark mark = ProcessMark.of(process.pid());
        Properties child = new Properties();
        child.setProperty("pid", Long.toString(mark.pid()));
        child.setProperty("tick", mark.tick());
        child.setProperty("boot", mark.boot());
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
                    "");
            if (!Files.exists(folder.resolve(ENDED))) {
                endOrphan();
                return run.ended(SideRun.State.LOST, "the daemon ended before it did", "");
            }
            Properties ended = read(ENDED);
            return ended(
                    run, SideRun.State.valueOf(ended.getProperty("state", "LOST")), ended.getProperty("error", ""));
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            return null;
        }
    }

    /** What the program printed. */
    void writeOutput(byte[] figures, byte[] errors) throws IOException {
        Files.write(printed(), figures);
        Files.write(folder.resolve("errors.txt"), errors);
    }

    /** What the program printed; empty when it is too long. */
    String figures() {
        try {
            if (Files.size(printed()) > Child.MOST_FIGURES) {
                return "";
            }
            return Files.readString(printed(), UTF_8).strip();
        } catch (IOException e) {
            return "";
        }
    }

    /** With its report, if there is one. */
    SideRun ended(SideRun run, SideRun.State state, String error) {
        Path report = result().resolve("report.html");
        return run.ended(state, error, Files.exists(report) ? report.toString() : "");
    }

    /** All of it. What was asked goes last, so that what is left of it is one of these still. */
    void delete() throws IOException {
        delete(folder, folder.resolve(ASKED));
    }

    private static void delete(Path from, Path last) throws IOException {
        if (!Files.exists(from, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> found = Files.walk(from)) {
            for (Path one : found.sorted(Comparator.reverseOrder()).collect(Collectors.toList())) {
                if (one.equals(from)) {
                    Files.deleteIfExists(last);
                }
                if (!one.equals(last)) {
                    Files.deleteIfExists(one);
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** A child ends itself when its daemon is killed; should it hang, it is ended here. */
    private void endOrphan() throws IOException {
        if (Files.exists(folder.resolve(PROCESS))) {
            Properties child = read(PROCESS);
            new ProcessMark(
                            Long.parseLong(child.getProperty("pid", "-1")),
                            child.getProperty("tick", ""),
                            child.getProperty("boot", ""))
                    .end();
        }
        deleteTemporary();
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
