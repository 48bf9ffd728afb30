package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.millrace.catalog.ParquetReader;
import io.millrace.chronicle.ChronicleJournal;
import io.millrace.journal.JournalReader;
import io.millrace.source.TimeText;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal as a table, in three formats. */
class JournalExportTest {
    @TempDir
    Path folder;

    private Path run;

    @BeforeEach
    void makeARun() {
        run = folder.resolve("runs").resolve("aapl");
        CommandRun made = CommandRun.of(
                "backtest",
                "--strategy",
                "sma-cross",
                "--param",
                "fast=10",
                "--param",
                "slow=30",
                "--data",
                "embedded:aapl",
                "--out",
                run);
        assertEquals(0, made.exitCode(), made.err());
    }

    private static List<List<String>> csv(Path file) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(file)) {
            reader.forEach(row -> rows.add(row.getFields()));
        }
        return rows;
    }

    private static List<List<String>> parquet(Path file) {
        List<List<String>> rows = new ArrayList<>();
        try (ParquetReader reader = ParquetReader.open(file)) {
            rows.add(reader.columns());
            List<Integer> all = new ArrayList<>();
            reader.columns().forEach(column -> all.add(all.size()));
            reader.read(all, (number, cells) -> {
                List<String> row = new ArrayList<>();
                for (String cell : cells) {
                    row.add(cell == null ? "" : cell);
                }
                rows.add(row);
            });
        }
        return rows;
    }

    /** The same value, however it is written: numbers and times are compared as such. */
    private static boolean isSame(String one, String other) {
        if (one.equals(other.replace("inf", "Infinity"))) {
            return true;
        }
        if (one.contains("T")) {
            return TimeText.parse(one) != TimeText.INVALID && TimeText.parse(one) == TimeText.parse(other);
        }
        try {
            return new BigDecimal(one).compareTo(new BigDecimal(other)) == 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private List<String> beside() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void shouldWriteTheSameRowsAsParquetAndAsCsv() throws IOException {
        Path csv = folder.resolve("all.csv");
        Path parquet = folder.resolve("all.parquet");
        CommandRun toCsv = CommandRun.of("journal", "export", run, "--format", "csv", "--out", csv, "--json");
        CommandRun toParquet =
                CommandRun.of("journal", "export", run, "--format", "parquet", "--out", parquet, "--json");

        assertEquals(0, toCsv.exitCode(), toCsv.err());
        assertEquals(0, toParquet.exitCode(), toParquet.err());
        assertEquals(toCsv.json().get("messages"), toParquet.json().get("messages"));
        assertEquals((double) Files.size(parquet), toParquet.json().get("bytes"));
        List<List<String>> expected = csv(csv);
        List<List<String>> found = parquet(parquet);
        assertEquals(expected.get(0), found.get(0));
        assertEquals(expected.size(), found.size());
        for (int row = 1; row < expected.size(); row++) {
            for (int column = 0; column < expected.get(0).size(); column++) {
                String one = expected.get(row).get(column);
                String other = found.get(row).get(column);
                assertTrue(
                        isSame(one, other),
                        "row " + row + ", " + expected.get(0).get(column) + ": " + one + " and " + other);
            }
        }
        assertEquals(List.of("all.csv", "all.parquet", "runs"), beside());
    }

    @Test
    void shouldOverwriteNothing() throws IOException {
        for (String format : List.of("csv", "jsonl", "parquet")) {
            Path there = Files.writeString(folder.resolve("mine." + format), "precious");
            CommandRun refused = CommandRun.of("journal", "export", run, "--format", format, "--out", there);
            assertEquals(2, refused.exitCode());
            assertTrue(refused.err().contains("exists: nothing is overwritten; give a new file"), refused.err());
            assertEquals("precious", Files.readString(there));
        }
        assertEquals(List.of("mine.csv", "mine.jsonl", "mine.parquet", "runs"), beside());
    }

    @Test
    void shouldLeaveNothingOfAJournalThatIsDamaged() throws IOException {
        damage();
        for (String format : List.of("csv", "jsonl", "parquet")) {
            CommandRun failed =
                    CommandRun.of("journal", "export", run, "--format", format, "--out", folder.resolve("x." + format));
            assertEquals(3, failed.exitCode(), failed.err());
        }
        assertEquals(List.of("runs"), beside());

        CommandRun backtest = backtest("journal:" + run);
        assertEquals(3, backtest.exitCode());
        assertTrue(backtest.err().contains("amaged") && backtest.err().contains("journal salvage"), backtest.err());
    }

    @Test
    void shouldDecideTheSameOnTheJournalOfABacktest() throws IOException {
        CommandRun replay = CommandRun.of("replay", run, "--json");
        CommandRun again = backtest("journal:" + run, "--param", "fast=10", "--param", "slow=30");
        assertEquals(0, again.exitCode(), again.err());
        assertEquals(replay.json().get("orderHash"), again.json().get("orderHash"));
        assertEquals(replay.json().get("stateHash"), again.json().get("stateHash"));

        CommandRun other = backtest("journal:" + run.resolve("journal"), "--param", "fast=5", "--param", "slow=30");
        assertEquals(0, other.exitCode(), other.err());
        assertEquals(252.0, other.json().get("bars"));
        assertTrue(!replay.json().get("orderHash").equals(other.json().get("orderHash")));

        CommandRun stranger = backtest("journal:" + run, "--symbol", "MSFT");
        assertEquals(3, stranger.exitCode());
        assertTrue(stranger.err().contains("no market data of symbol \"MSFT\""), stranger.err());
        assertEquals(3, backtest("journal:" + folder).exitCode());
        assertEquals(3, backtest("journal:" + folder.resolve("none")).exitCode());
    }

    @Test
    void shouldBringTheSeriesOfAJournalAlong() throws IOException {
        Path vix = Files.writeString(
                folder.resolve("vix.csv"), "date,close\n2013-01-02,14.5\n2013-03-04,13.25\n2013-09-03,16\n");
        Path first = folder.resolve("first");
        CommandRun recorded =
                backtest("embedded:aapl", "--series", "vix=" + vix + ",period=day", "--out", first.toString());
        assertEquals(0, recorded.exitCode(), recorded.err());

        CommandRun again = backtest("journal:" + first);

        assertEquals(0, again.exitCode(), again.err());
        assertEquals(recorded.json().get("stateHash"), again.json().get("stateHash"));
        CommandRun info = CommandRun.of("journal", "info", first, "--json");
        assertEquals("vix", ((java.util.Map<?, ?>) info.json().get("config")).get("series.0.name"));
    }

    @Test
    void shouldLoadNothingForCommandsWithoutParquet() throws IOException, InterruptedException {
        Child child = child(List.of("-Xlog:class+load:file=" + folder.resolve("loaded")), "journal", "info", run);
        assertEquals(0, child.exitCode(), child.text());
        String loaded = Files.readString(folder.resolve("loaded"));
        assertTrue(loaded.contains("io.millrace.cli.JournalInfoCommand"));
        assertTrue(!loaded.contains(" org.duckdb."), "the driver is loaded");
    }

    @Test
    void shouldSayWhereItsLibraryCannotBeUnpacked() throws IOException, InterruptedException {
        Path nowhere = folder.resolve("nowhere");
        Child child = child(
                List.of("-Djava.io.tmpdir=" + nowhere),
                "journal",
                "export",
                run,
                "--format",
                "parquet",
                "--out",
                folder.resolve("x.parquet"));
        assertEquals(2, child.exitCode(), child.text());
        assertTrue(child.text().contains("could not be unpacked into " + nowhere), child.text());
        assertTrue(child.text().contains("MILLRACE_JAVA_OPTS=-Djava.io.tmpdir=DIR"), child.text());
        assertTrue(!beside().contains("x.parquet") && beside().stream().noneMatch(name -> name.contains("part")));
    }

    private CommandRun backtest(String data, String... more) {
        List<Object> arguments =
                new ArrayList<>(List.of("backtest", "--strategy", "sma-cross", "--data", data, "--json"));
        arguments.addAll(List.of(more));
        if (!arguments.contains("--out")) {
            arguments.addAll(List.of("--out", folder.resolve("runs").resolve("run" + System.nanoTime())));
        }
        return CommandRun.of(arguments.toArray());
    }

    private void damage() throws IOException {
        String file;
        long at;
        try (JournalReader reader = ChronicleJournal.read(run.resolve("journal"))) {
            for (int i = 0; i < 100; i++) {
                assertTrue(reader.next((type, sequence, timeNs, buffer, offset, length) -> {}));
            }
            file = reader.file();
            at = reader.position() + 60;
        }
        try (RandomAccessFile bytes = new RandomAccessFile(file, "rw")) {
            bytes.seek(at);
            int before = bytes.read();
            bytes.seek(at);
            bytes.write(before ^ 1);
        }
    }

    private record Child(int exitCode, String text) {}

    /** A process with the flags of this one. */
    private Child child(List<String> flags, Object... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String flag :
                java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (flag.startsWith("--") || flag.startsWith("-Dchronicle")) {
                command.add(flag);
            }
        }
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.millrace.cli.Millrace"));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        return new Child(process.waitFor(), text);
    }
}
