package io.millrace.settings;

import io.millrace.config.NearestName;
import io.millrace.config.Settings;
import io.millrace.source.CsvSeries;
import io.millrace.source.DataException;
import io.millrace.source.DataSet;
import io.millrace.source.DataSpec;
import io.millrace.source.LoadOptions;
import io.millrace.source.ObservationSeries;
import io.millrace.source.ProgressListener;
import io.millrace.source.SeriesSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Loads what a configuration's {@code data} section and the command line name. Any thread. */
public final class SystemData {
    private SystemData() {}

    /**
     * Loads bars and trades, then the observation series, which replace those that a journal brings along.
     *
     * @param spec what {@code --data} names, which replaces {@code data.files}; null without it
     * @throws io.millrace.source.DataException naming file and line
     */
    public static DataSet load(String spec, Settings settings, LoadOptions options) {
        DataSet data = spec == null
                ? files(settings, options)
                : DataSpec.parse(spec, Path.of("")).load(options);
        return withSeries(data, settings, options.progress());
    }

    /** The engine's names of the series that data out of a journal brings along; none where the settings name some. */
    public static Settings seriesOf(DataSet data, Settings settings) {
        Settings series = new Settings();
        for (int i = 0; i < data.observations().size() && !DataSection.hasSeries(settings); i++) {
            series.put("series." + i + ".name", data.observations().get(i).name(), "--data");
        }
        return series;
    }

    private static DataSet withSeries(DataSet data, Settings settings, ProgressListener progress) {
        List<ObservationSeries> series = new ArrayList<>();
        List<String> notices = new ArrayList<>();
        List<SeriesSpec> named = DataSection.series(settings);
        if (named.isEmpty()) {
            return data;
        }
        for (SeriesSpec spec : named) {
            CsvSeries.Loaded loaded = CsvSeries.read(spec, progress);
            series.add(loaded.series());
            notices.addAll(loaded.notices());
        }
        return data.withObservations(series).withNotices(notices);
    }

    private static DataSet files(Settings settings, LoadOptions options) {
        List<DataSet> sets = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (DataSection.DataFile file : DataSection.files(settings)) {
            LoadOptions own = options.withStamp(file.stamp()).withTimeframeSeconds(file.timeframeSeconds());
            List<String> symbols = file.symbols().isEmpty() ? options.symbols() : common(file, options);
            if (symbols.isEmpty() && !file.symbols().isEmpty()) {
                others.addAll(file.symbols());
                continue;
            }
            sets.add(DataSpec.parse(file.spec(), file.folder()).load(own.withSymbols(symbols)));
        }
        if (sets.isEmpty() && !others.isEmpty()) {
            String wanted = options.symbols().get(0);
            throw DataException.badData("data.files: no file of symbol \"" + wanted + "\"; the nearest is \""
                    + NearestName.closest(wanted, others) + "\"; leave out --symbol to read all");
        }
        return DataSet.joined(sets);
    }

    private static List<String> common(DataSection.DataFile file, LoadOptions options) {
        List<String> symbols = new ArrayList<>(file.symbols());
        if (!options.symbols().isEmpty()) {
            symbols.retainAll(options.symbols());
        }
        return symbols;
    }
}
