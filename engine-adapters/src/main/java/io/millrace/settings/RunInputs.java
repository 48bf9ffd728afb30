package io.millrace.settings;

import io.millrace.config.ConfigException;
import io.millrace.engine.EngineConfig;
import io.millrace.engine.StrategyConfig;
import io.millrace.source.DataSet;
import io.millrace.source.ObservationSeries;
import io.millrace.source.SeriesInputs;
import java.util.ArrayList;
import java.util.List;

/** The inputs of one session: the ids in them are those of a configuration. Any thread. */
public final class RunInputs {
    private RunInputs() {}

    /**
     * The data as inputs. Strategies over several instruments get a clock tick after each time, other runs none.
     * Data of a recorded run that had ticks brings them along.
     *
     * @throws ConfigException if the data has series that the engine knows by other names or in another order
     */
    public static SeriesInputs of(DataSet data, EngineConfig config, int epoch) {
        List<String> names = new ArrayList<>();
        for (ObservationSeries series : data.observations()) {
            names.add(series.name());
        }
        if (!names.isEmpty() && !names.equals(config.series())) {
            throw new ConfigException("the data has the series " + String.join(", ", names)
                    + ", the engine is configured for " + String.join(", ", config.series())
                    + "; expected the same names in the same order");
        }
        SeriesInputs inputs = new SeriesInputs(data, DataCheck.symbols(config), config.mode(), epoch);
        return hasSlices(config) && !data.hasTicks() ? inputs.withTicks() : inputs;
    }

    private static boolean hasSlices(EngineConfig config) {
        for (StrategyConfig strategy : config.strategies()) {
            if (strategy.symbols().size() > 1) {
                return true;
            }
        }
        return false;
    }
}
