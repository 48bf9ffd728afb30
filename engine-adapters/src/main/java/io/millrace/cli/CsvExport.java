package io.millrace.cli;

import io.millrace.cli.StepWalk.NamedMessage;
import io.millrace.inspect.DecodedField;
import io.millrace.inspect.FieldKind;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A table with a column for each field of any message. */
final class CsvExport extends TextExport {
    private Collection<String> columns = List.of();

    CsvExport(ExportTarget target) {
        super(target);
    }

    @Override
    public boolean needsFields() {
        return true;
    }

    @Override
    public void begin(Map<String, FieldKind> fields) {
        columns = fields.keySet();
        StringBuilder header = new StringBuilder("step,time,section,type,symbol,strategyName");
        columns.forEach(column -> header.append(',').append(cell(column)));
        line(header);
    }

    @Override
    public void message(NamedMessage message) {
        StringBuilder row = new StringBuilder();
        row.append(message.step()).append(',').append(MessageText.time(message.timeNs()));
        row.append(',').append(message.message().section()).append(',');
        row.append(message.message().type()).append(',').append(cell(message.symbol()));
        row.append(',').append(cell(message.strategy()));
        for (String column : columns) {
            row.append(',');
            for (DecodedField field : message.message().fields()) {
                if (field.name().equals(column)) {
                    row.append(cell(field.value()));
                }
            }
        }
        line(row);
    }

    private static String cell(String text) {
        if (text == null) {
            return "";
        }
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
