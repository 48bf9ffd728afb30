package io.millrace.source;

import io.millrace.chronicle.ChronicleJournal;
import io.millrace.journal.JournalCut;
import io.millrace.journal.JournalException;
import io.millrace.journal.JournalReader;
import io.millrace.replay.ReplayException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The market data that a run was given, out of its journal: bars, trades, quotes and observations, in their recorded
 * order ({@link Recording}), with the ticks of the clock and the states of feeds between them. What else came in
 * belongs to that run and not to the market: its sessions, commands, reports of its venue.
 *
 * <p>Rows are not checked as those of a file are: the recorded engine took them as they stand, and so a new one gets
 * them, to quarantine what is to be quarantined.
 */
public final class JournalData {
    private static final String JOURNAL = "journal";

    private JournalData() {}

    /** A journal's folder, given itself or the folder of its run. */
    public static Path folderOf(Path given) {
        Path inside = given.resolve(JOURNAL);
        return Files.isDirectory(inside) ? inside : given;
    }

    static DataSet load(String name, Path given, LoadOptions options) {
        if (options.stamp() != Stamp.OPEN) {
            throw DataException.usage(name + ": bars of a journal have both their times; leave out --stamp");
        }
        Path folder = folderOf(given);
        JournalRows rows = new JournalRows(name, options);
        try (JournalReader reader = ChronicleJournal.read(folder)) {
            while (reader.next(rows)) {
                continue;
            }
            reader.requireWhole();
            JournalCut cut = JournalCut.read(folder);
            return rows.finish(cut == null ? "" : cut.describe());
        } catch (JournalException | ReplayException e) {
            throw DataException.badData(name + ": " + e.getMessage(), e);
        }
    }
}
