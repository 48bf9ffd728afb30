package io.millrace.cli;

import io.millrace.source.JournalData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where a run's files are: the reports in the folder, the journal in its folder {@code journal}. */
final class RunFolder {
    static final Path RUNS = Path.of("runs");
    private static final String JOURNAL = "journal";

    private RunFolder() {}

    /** The folder asked for, or a new one below {@code runs} named for the run and the time; created. */
    static Path create(Path asked, String name) {
        Path folder = asked == null ? unused(name) : asked;
        Path journal = journalIn(folder);
        if (Files.exists(journal)) {
            throw new CommandException(
                    CommandException.USAGE,
                    "--out " + folder + " holds a run already (" + journal
                            + "); choose a folder that does not, or remove it");
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new CommandException(
                    CommandException.USAGE,
                    "--out " + folder + ": cannot be created: " + e + "; choose another folder");
        }
        return folder;
    }

    static Path journalIn(Path folder) {
        return folder.resolve(JOURNAL);
    }

    /** A journal's folder, given itself or the folder of its run. */
    static Path journalOf(Path given) {
        if (!Files.exists(given)) {
            throw new CommandException(
                    CommandException.DATA,
                    given + ": no such journal; expected a run's folder, such as " + RUNS + "/NAME, or its journal");
        }
        return JournalData.folderOf(given);
    }

    /** The run below {@code runs} that was changed last. */
    static Path newest(Path runs) {
        if (!Files.isDirectory(runs)) {
            throw none(runs);
        }
        try (Stream<Path> folders = Files.list(runs)) {
            List<Path> found = folders.filter(folder -> Files.isDirectory(journalIn(folder)))
                    .sorted((a, b) ->
                            modified(a) == modified(b) ? b.compareTo(a) : Long.compare(modified(b), modified(a)))
                    .collect(Collectors.toList());
            if (found.isEmpty()) {
                throw none(runs);
            }
            return found.get(0);
        } catch (IOException e) {
            throw new CommandException(CommandException.DATA, runs + ": cannot be listed: " + e);
        }
    }

    private static CommandException none(Path runs) {
        return new CommandException(
                CommandException.DATA,
                runs.toAbsolutePath()
                        + ": holds no run with a journal; make one with the backtest command or name a run");
    }

    private static long modified(Path folder) {
        return journalIn(folder).toFile().lastModified();
    }

    private static Path unused(String name) {
        String time = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString().replaceAll("[-:]", "");
        Path folder = RUNS.resolve(name + "-" + time);
        for (int i = 2; Files.exists(folder); i++) {
            folder = RUNS.resolve(name + "-" + time + "-" + i);
        }
        return folder;
    }
}
