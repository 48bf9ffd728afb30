package io.millrace.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetTest {
    @TempDir
    private Path folder;

    private static List<List<String>> rows(Path file) {
        List<List<String>> rows = new ArrayList<>();
        try (ParquetReader reader = ParquetReader.open(file)) {
            List<Integer> all = new ArrayList<>();
            for (int i = 0; i < reader.columns().size(); i++) {
                all.add(i);
            }
            reader.read(all, (row, cells) -> {
                rows.add(new ArrayList<>(Arrays.asList(cells)));
                assertEquals(rows.size(), row);
            });
            assertEquals(rows.size(), reader.rows());
        }
        return rows;
    }

    @Test
    void shouldGiveBackWhatItWasGivenExactly() throws IOException {
        Path file = folder.resolve("it's.parquet");
        List<Column> columns = List.of(
                new Column("whole", ColumnType.WHOLE),
                new Column("a \"quoted\" name", ColumnType.DECIMAL),
                new Column("values[0].value", ColumnType.REAL),
                new Column("time", ColumnType.TIME),
                new Column("text", ColumnType.TEXT));
        Path work = Files.createDirectory(folder.resolve("work"));
        try (ParquetWriter writer = ParquetWriter.create(file, work, columns)) {
            writer.beginRow();
            writer.whole(Long.MIN_VALUE);
            writer.decimal(new BigDecimal("-92233720368.54775807"));
            writer.real(0.1);
            writer.time(1_700_000_000_123_456_789L);
            writer.text("a, \"b\"\nc");
            writer.endRow();
            writer.beginRow();
            for (int i = 0; i < columns.size(); i++) {
                writer.nothing();
            }
            writer.endRow();
            writer.finish();
        }

        assertEquals(
                List.of(
                        Arrays.asList(
                                "-9223372036854775808",
                                "-92233720368.54775807",
                                "0.1",
                                "2023-11-14 22:13:20.123456789",
                                "a, \"b\"\nc"),
                        Arrays.asList(null, null, null, null, null)),
                rows(file));
    }

    @Test
    void shouldKeepTheOrderOfManyRows() throws IOException {
        Path file = folder.resolve("many.parquet");
        Path work = Files.createDirectory(folder.resolve("work"));
        int count = 100_000;
        try (ParquetWriter writer = ParquetWriter.create(file, work, List.of(new Column("n", ColumnType.WHOLE)))) {
            for (int i = 0; i < count; i++) {
                writer.beginRow();
                writer.whole(i);
                writer.endRow();
            }
            writer.finish();
        }

        int[] next = new int[1];
        try (ParquetReader reader = ParquetReader.open(file)) {
            reader.read(List.of(0), (row, cells) -> assertEquals(next[0]++, Integer.parseInt(cells[0])));
        }
        assertEquals(count, next[0]);
    }

    @Test
    void shouldLeaveNoFileWithoutAnEnd() throws IOException {
        Path file = folder.resolve("none.parquet");
        Path work = Files.createDirectory(folder.resolve("work"));
        ParquetWriter.create(file, work, List.of(new Column("n", ColumnType.WHOLE)))
                .close();

        assertFalse(Files.exists(file));
    }

    @Test
    void shouldTakeNamesAsTheyStand() throws IOException {
        // As a pattern the first would name the second, and the folder would add a column.
        Path day = Files.createDirectory(folder.resolve("day=1"));
        ParquetFiles.of("SELECT 1 AS n", day.resolve("a*.parquet"));
        ParquetFiles.of("SELECT 2 AS n", day.resolve("ab.parquet"));
        ParquetFiles.of("SELECT 3 AS n", day.resolve("[ab].parquet"));

        assertEquals(List.of(List.of("1")), rows(day.resolve("a*.parquet")));
        assertEquals(List.of(List.of("3")), rows(day.resolve("[ab].parquet")));
    }

    @Test
    void shouldRefuseWhatIsDamaged() throws IOException {
        Path file =
                ParquetFiles.of("SELECT hash(i)::VARCHAR AS n FROM range(50000) r(i)", folder.resolve("whole.parquet"));
        byte[] whole = Files.readAllBytes(file);
        Path cut = Files.write(folder.resolve("cut.parquet"), Arrays.copyOf(whole, whole.length / 2));
        Path text = Files.writeString(folder.resolve("text.parquet"), "n\n1\n");
        Path empty = Files.createFile(folder.resolve("empty.parquet"));
        for (Path bad : List.of(cut, text, empty)) {
            CatalogException e = assertThrows(CatalogException.class, () -> ParquetReader.open(bad));
            assertTrue(e.getMessage().startsWith(bad + ": cannot be read as Parquet: "), e.getMessage());
            assertTrue(e.getMessage().endsWith("; check that the file is whole"), e.getMessage());
            assertFalse(e.isOfMachine());
        }
        byte[] changed = whole.clone();
        for (int i = whole.length / 3; i < whole.length / 2; i++) {
            changed[i] ^= 0x55;
        }
        Path damaged = Files.write(folder.resolve("damaged.parquet"), changed);
        CatalogException e = assertThrows(CatalogException.class, () -> rows(damaged));
        assertTrue(e.getMessage().contains("from row "), e.getMessage());
    }
}
