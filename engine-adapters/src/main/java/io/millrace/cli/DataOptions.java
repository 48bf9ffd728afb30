package io.millrace.cli;

import io.millrace.config.Settings;
import io.millrace.settings.DataSection;
import io.millrace.settings.SystemData;
import io.millrace.source.DataSet;
import io.millrace.source.LoadOptions;
import io.millrace.source.ProgressListener;
import io.millrace.source.RowPolicy;
import io.millrace.source.TimeText;
import java.util.List;

/** Loads what {@code --data} and the options beside it name. */
final class DataOptions {
    private DataOptions() {}

    static DataSet load(BacktestOptions options, ProgressListener progress) {
        return load(options, new Settings(), progress);
    }

    /** @param settings may name files and series in their {@code data} section */
    static DataSet load(BacktestOptions options, Settings settings, ProgressListener progress) {
        long from = options.from == null ? Long.MIN_VALUE : TimeText.rangeStart("--from", options.from);
        long to = options.to == null ? Long.MAX_VALUE : TimeText.rangeEnd("--to", options.to);
        if (from >= to) {
            throw new CommandException(
                    CommandException.USAGE,
                    "--from " + options.from + " is not before --to " + options.to + "; expected an earlier time");
        }
        LoadOptions load = LoadOptions.DEFAULTS
                .withStamp(options.stamp)
                .withRange(from, to)
                .withSymbols(options.symbol == null ? List.of() : DataSection.symbols(options.symbol))
                .withPolicy(options.quarantine ? RowPolicy.QUARANTINE : RowPolicy.STRICT)
                .withProgress(progress);
        return SystemData.load(options.data, settings, load);
    }
}
