package io.millrace.daemon;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a journal is said to be too large, and what a person can do with that. */
class JournalBudgetTest {
    private static final long MIB = 1L << 20;

    @TempDir
    Path dir;

    private final List<String> said = new ArrayList<>();

    @Test
    void shouldSayOnceThatItIsNearAndThatItIsBeyond() {
        JournalBudget budget = new JournalBudget(dir.resolve("journal"), 100, said::add, notice -> {});
        budget.observe(80 * MIB - 1);
        assertEquals(List.of(), said);
        budget.observe(80 * MIB);
        budget.observe(100 * MIB);
        assertEquals(1, said.size(), "at the budget it is not beyond it: nothing could go");
        budget.observe(100 * MIB + 1);
        budget.observe(101 * MIB);
        assertEquals(2, said.size());
        budget.observe(1);
        budget.observe(101 * MIB);
        assertEquals(3, said.size(), "again after it was mended");
    }

    @Test
    void shouldGiveACommandThatCanBePasted() throws Exception {
        Path journal = Files.createDirectories(dir.resolve("it's here").resolve("journal"));
        lengthen(journal.resolve("20260302F.cq4"), 2 * MIB);
        Path snapshots = Files.createDirectories(journal.resolveSibling("journal-snapshots"));
        lengthen(snapshots.resolve("1.snap"), MIB);
        new JournalBudget(journal, 2, said::add, notice -> {}).round(1);
        String text = said.get(0);
        assertTrue(text.startsWith("the journal takes 3 of journal.budgetMb=2 MiB; what could go: millrace "), text);
        String command = text.substring(text.indexOf("millrace journal retain"));
        Process shell = new ProcessBuilder("sh", "-c", command.replaceFirst("millrace", "printf '%s\\\\n'"))
                .redirectErrorStream(true)
                .start();
        assertEquals(
                List.of("journal", "retain", journal.toString(), "--budget-mb", "2", "--dry-run"),
                new String(shell.getInputStream().readAllBytes(), UTF_8).lines().toList());
    }

    private static void lengthen(Path file, long length) throws IOException {
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(length);
        }
    }
}
