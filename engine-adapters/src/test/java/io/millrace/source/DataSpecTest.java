package io.millrace.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSpecTest {
    private static final String HOURS = "ts,open,high,low,close,volume\n0,1,1,1,1,1\n3600,1,1,1,1,1\n7200,1,1,1,1,1\n";

    @TempDir
    private Path folder;

    @Test
    void shouldReadAFolderInTheOrderOfNames() throws IOException {
        Files.writeString(folder.resolve("B.csv"), HOURS);
        Files.writeString(folder.resolve("A.csv"), HOURS);
        Files.writeString(folder.resolve("C.csv"), "ts,price,amount\n3600,1,1\n3600,1,1\n");
        Files.writeString(folder.resolve("notes.txt"), "nothing");
        DataSet data = DataSpec.parse(folder.toString(), Path.of("")).load(LoadOptions.DEFAULTS);
        assertEquals(
                List.of("A", "B"), data.bars().stream().map(BarSeries::symbol).toList());
        assertEquals(2, data.trades().get(0).size());
        assertEquals(
                1,
                DataSpec.parse(".", folder)
                        .load(LoadOptions.DEFAULTS.withSymbol("B"))
                        .bars()
                        .size());
        DataException e = assertThrows(
                DataException.class, () -> DataSpec.parse(".", folder).load(LoadOptions.DEFAULTS.withSymbol("AA")));
        assertTrue(e.getMessage().contains("the nearest is \"A\""), e.getMessage());
    }

    @Test
    void shouldMergeByTimeThenSourceThenRow() throws IOException {
        Files.writeString(folder.resolve("A.csv"), HOURS);
        Files.writeString(folder.resolve("B.csv"), HOURS);
        Files.writeString(folder.resolve("C.csv"), "ts,price,amount\n3600,1,1\n3600,1,1\n3601,1,1\n");
        DataSet data = DataSpec.parse(".", folder).load(LoadOptions.DEFAULTS);
        Merge merge = new Merge(data.bars(), data.trades());
        List<String> order = new ArrayList<>();
        while (merge.advance()) {
            order.add((merge.isBar() ? merge.bars().symbol() : merge.trades().symbol()) + merge.row());
        }
        // A bar counts at its close: A0 and B0 close at 3600, when two trades happen; the third is a second later.
        assertEquals(List.of("A0", "B0", "C0", "C1", "C2", "A1", "B1", "A2", "B2"), order);
    }

    @Test
    void shouldKeepRowsOfQuarantinedDataInTheirOrder() throws IOException {
        Files.writeString(folder.resolve("A.csv"), "ts,price,amount\n10,1,1\n5,1,1\n11,1,1\n");
        Files.writeString(folder.resolve("B.csv"), "ts,price,amount\n6,1,1\n12,1,1\n");
        DataSet data = DataSpec.parse(".", folder).load(LoadOptions.DEFAULTS.withPolicy(RowPolicy.QUARANTINE));
        Merge merge = new Merge(data.bars(), data.trades());
        List<String> order = new ArrayList<>();
        while (merge.advance()) {
            order.add(merge.trades().symbol() + merge.row());
        }
        assertEquals(List.of("B0", "A0", "A1", "A2", "B1"), order);
    }

    @Test
    void shouldReadTradesWithoutAHeader() throws IOException {
        Files.writeString(folder.resolve("T.csv"), "1385337600,800.010000000000,0.1\n1385337613,800.05,0.27838049\n");
        DataSet data = CsvTrades.read(folder.resolve("T.csv"), LoadOptions.DEFAULTS);
        assertEquals(800_01000000L, data.trades().get(0).price(0));
        assertEquals(27_838_049L, data.trades().get(0).quantity(1));
        assertEquals(2, data.trades().get(0).tradeId(1));
        assertEquals(1, data.trades().get(0).line(0));
        assertTrue(data.notices().get(0).contains("no header"), data.notices().toString());
        assertThrows(DataException.class, () -> CsvBars.read(folder.resolve("T.csv"), LoadOptions.DEFAULTS));
    }

    @Test
    void shouldRefuseBadTrades() throws IOException {
        Files.writeString(
                folder.resolve("T.csv"), "ts,price,size,id\n10,1,-2,7\n11,0,1,8\n12,1,1,x\n9,1,1,10\n13,1,1,9\n");
        DataException e =
                assertThrows(DataException.class, () -> CsvTrades.read(folder.resolve("T.csv"), LoadOptions.DEFAULTS));
        assertTrue(e.getMessage().contains("4 bad rows of 5"), e.getMessage());
        assertTrue(e.getMessage().contains("line 2: size \"-2\": expected zero or more"), e.getMessage());
        assertTrue(e.getMessage().contains("line 3: price \"0\": expected a price above zero"), e.getMessage());
        assertTrue(e.getMessage().contains("line 4: id \"x\": expected a whole number"), e.getMessage());
        assertTrue(
                e.getMessage().contains("line 5: ts \"1970-01-01T00:00:09Z\": expected a time after"), e.getMessage());
    }

    @Test
    void shouldRefuseWhatItCannotReadYet() {
        Stream.of("catalog:BTC", "embedded:appl", "").forEach(text -> {
            DataException e = assertThrows(DataException.class, () -> DataSpec.parse(text, folder));
            assertEquals(2, e.exitCode(), text);
        });
        DataException e = assertThrows(DataException.class, () -> DataSpec.parse("embedded:appl", folder));
        assertTrue(e.getMessage().contains("did you mean embedded:aapl"), e.getMessage());
        assertEquals(
                3,
                assertThrows(DataException.class, () -> DataSpec.parse("journal:none", folder))
                        .exitCode());
        assertEquals(DataSpec.Kind.JOURNAL, DataSpec.parse("journal:.", folder).kind());
    }
}
