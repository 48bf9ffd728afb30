package io.millrace.cli;

import io.millrace.cli.StepWalk.NamedMessage;
import io.millrace.inspect.FieldKind;
import java.util.Map;

/** An object a line. */
final class JsonLinesExport extends TextExport {
    JsonLinesExport(ExportTarget target) {
        super(target);
    }

    @Override
    public boolean needsFields() {
        return false;
    }

    @Override
    public void begin(Map<String, FieldKind> fields) {
        // Each line names its own.
    }

    @Override
    public void message(NamedMessage message) {
        line(MessageText.object(message));
    }
}
