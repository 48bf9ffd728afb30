package io.millrace.cli;

import io.millrace.inspect.DecodedField;
import io.millrace.inspect.FieldKind;
import io.millrace.inspect.StepInspector;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads a journal into an export: once, or twice when the export must know all fields first. A journal may be at work
 * meanwhile: what is written behind the first pass is left out, and when its beginning is cut away between the passes,
 * the export fails.
 */
final class ExportPasses {
    private static final long NONE = -1;

    private final Path folder;
    private final MessageExport export;
    private final StepInspector inspector = new StepInspector();
    private final Map<String, FieldKind> fields = new LinkedHashMap<>();
    private long first = NONE;
    private long last = NONE;
    private long steps;
    private long messages;

    ExportPasses(Path folder, MessageExport export) {
        this.folder = folder;
        this.export = export;
    }

    /** To be called once. */
    void run() {
        boolean known = export.needsFields();
        if (known) {
            readFields();
        }
        export.begin(fields);
        try (StepWalk walk = new StepWalk(folder, inspector, 0, known ? this::onKnown : this::onMessage)) {
            while (!(known && walk.lastStep() >= last) && walk.next()) {
                continue;
            }
            steps = walk.steps();
            if (known && walk.lastStep() != last) {
                throw changed(steps == 0 ? "holds none" : "ends at step " + walk.lastStep());
            }
        }
        export.finish();
    }

    long steps() {
        return steps;
    }

    long messages() {
        return messages;
    }

    private void readFields() {
        try (StepWalk walk = new StepWalk(folder, inspector, 0, this::onField)) {
            while (walk.next()) {
                continue;
            }
            last = walk.lastStep();
        }
    }

    private void onField(StepWalk.NamedMessage message) {
        first = first == NONE ? message.step() : first;
        for (DecodedField field : message.message().fields()) {
            fields.merge(field.name(), field.kind(), ExportPasses::both);
        }
    }

    private void onKnown(StepWalk.NamedMessage message) {
        if (messages == 0 && message.step() != first) {
            throw changed("begins at step " + message.step());
        }
        for (DecodedField field : message.message().fields()) {
            if (!fields.containsKey(field.name())) {
                throw changed("has a field " + field.name() + " in step " + message.step());
            }
        }
        onMessage(message);
    }

    private void onMessage(StepWalk.NamedMessage message) {
        messages++;
        export.message(message);
    }

    private CommandException changed(String how) {
        return new CommandException(
                CommandException.DATA,
                folder + ": the journal changed while it was exported: it was of the steps " + first + " to " + last
                        + " when its fields were read, and now it " + how + "; its retention may have deleted the"
                        + " oldest steps meanwhile. The export is not whole: do it again");
    }

    /** The kind of a field that is of two kinds in different messages: one that holds both exactly. */
    private static FieldKind both(FieldKind one, FieldKind other) {
        if (one == other) {
            return one;
        }
        boolean exact = (one == FieldKind.WHOLE || one == FieldKind.DECIMAL)
                && (other == FieldKind.WHOLE || other == FieldKind.DECIMAL);
        return exact ? FieldKind.DECIMAL : FieldKind.TEXT;
    }
}
