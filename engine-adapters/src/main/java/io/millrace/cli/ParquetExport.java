package io.millrace.cli;

import io.millrace.catalog.Column;
import io.millrace.catalog.ColumnType;
import io.millrace.catalog.ParquetWriter;
import io.millrace.cli.StepWalk.NamedMessage;
import io.millrace.inspect.DecodedField;
import io.millrace.inspect.FieldKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The table of {@link CsvExport} with types: what CSV prints exactly is exact here too. A field that is of one kind in
 * one message and of another in the next is text, as CSV prints it, except that whole numbers are decimals too.
 */
final class ParquetExport implements MessageExport {
    private static final long NANOS = 1_000_000_000L;

    private final ExportTarget target;
    private final List<Column> columns = new ArrayList<>(List.of(
            new Column("step", ColumnType.WHOLE),
            new Column("time", ColumnType.TIME),
            new Column("section", ColumnType.TEXT),
            new Column("type", ColumnType.TEXT),
            new Column("symbol", ColumnType.TEXT),
            new Column("strategyName", ColumnType.TEXT)));
    private final int ahead = columns.size();
    private final Map<String, Integer> placeOf = new HashMap<>();
    private String[] cells;
    private ParquetWriter writer;

    ParquetExport(ExportTarget target) {
        this.target = target;
    }

    @Override
    public boolean needsFields() {
        return true;
    }

    @Override
    public void begin(Map<String, FieldKind> fields) {
        fields.forEach((name, kind) -> {
            placeOf.put(name, columns.size() - ahead);
            columns.add(new Column(name, type(kind)));
        });
        cells = new String[fields.size()];
        writer = ParquetWriter.create(target.path(), target.work(), columns);
    }

    @Override
    public void message(NamedMessage message) {
        Arrays.fill(cells, null);
        for (DecodedField field : message.message().fields()) {
            cells[placeOf.get(field.name())] = field.value();
        }
        writer.beginRow();
        writer.whole(message.step());
        writer.time(message.timeNs());
        writer.text(message.message().section());
        writer.text(message.message().type());
        put(ColumnType.TEXT, message.symbol());
        put(ColumnType.TEXT, message.strategy());
        for (int i = 0; i < cells.length; i++) {
            put(columns.get(ahead + i).type(), cells[i]);
        }
        writer.endRow();
    }

    @Override
    public void finish() {
        writer.finish();
    }

    @Override
    public void close() {
        if (writer != null) {
            writer.close();
        }
    }

    private void put(ColumnType type, String text) {
        if (text == null) {
            writer.nothing();
            return;
        }
        switch (type) {
            case WHOLE -> writer.whole(Long.parseLong(text));
            case DECIMAL -> writer.decimal(new BigDecimal(text));
            case REAL -> writer.real(Double.parseDouble(text));
            case TIME -> writer.time(nanos(Instant.parse(text)));
            default -> writer.text(text);
        }
    }

    private static long nanos(Instant instant) {
        // Added the other way round, the earliest instants would not fit in between.
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond() + 1, NANOS), instant.getNano() - NANOS);
    }

    private static ColumnType type(FieldKind kind) {
        return switch (kind) {
            case WHOLE -> ColumnType.WHOLE;
            case DECIMAL -> ColumnType.DECIMAL;
            case REAL -> ColumnType.REAL;
            case TIME -> ColumnType.TIME;
            case TEXT -> ColumnType.TEXT;
        };
    }
}
