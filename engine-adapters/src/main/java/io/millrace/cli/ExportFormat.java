package io.millrace.cli;

import io.millrace.config.ConfigException;
import io.millrace.config.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The formats of {@code journal export}: a line and a class each. */
enum ExportFormat {
    CSV(CsvExport::new),
    JSONL(JsonLinesExport::new),
    PARQUET(ParquetExport::new);

    private final Opener opener;

    ExportFormat(Opener opener) {
        this.opener = opener;
    }

    static ExportFormat of(String text) {
        List<String> words = new ArrayList<>();
        for (ExportFormat format : values()) {
            if (format.word().equals(text)) {
                return format;
            }
            words.add(format.word());
        }
        throw new ConfigException(
                "--format \"" + text + "\"" + NearestName.hint(text, words) + ": expected " + String.join(", ", words));
    }

    MessageExport open(ExportTarget target) {
        return opener.open(target);
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    @FunctionalInterface
    private interface Opener {
        MessageExport open(ExportTarget target);
    }
}
