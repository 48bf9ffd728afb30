package io.millrace.cli;

import io.millrace.source.DataReport;
import io.millrace.source.DataSet;
import io.millrace.source.EmbeddedData;
import io.millrace.source.LoadOptions;
import io.millrace.source.RowPolicy;
import java.util.Locale;

/** The data that every build carries. */
final class DataChecks {
    private static final double MAX_BAD = 0.001;

    void run(Validation validation) {
        for (String name : EmbeddedData.NAMES) {
            validation.check("data " + name, () -> load(name));
        }
    }

    private static ValidationCheck load(String name) {
        DataSet data = EmbeddedData.load(name, LoadOptions.DEFAULTS.withPolicy(RowPolicy.QUARANTINE));
        DataReport report = DataReport.of(data);
        String text =
                String.format(Locale.ROOT, "%,d rows, %.3f %% of them bad", report.rows(), 100 * report.badFraction());
        boolean clean = data.rows() > 0 && report.badFraction() <= MAX_BAD;
        return clean ? ValidationCheck.ok(text) : ValidationCheck.fail(text + "; build again");
    }
}
