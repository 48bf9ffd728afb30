package io.millrace.daemon;

import io.millrace.book.ClosedBar;
import io.millrace.config.Setting;
import io.millrace.config.Settings;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.strategy.Strategy;
import io.millrace.strategy.StrategyContext;
import io.millrace.strategy.StrategyDescriptor;
import io.millrace.strategy.StrategyFactory;
import io.millrace.strategy.StrategySetup;
import java.util.List;

/** Throws on its first bar. */
final class Thrower implements StrategyFactory {
    /** Those of the tape, with this in sleeve 0. */
    static Settings settings() {
        Settings settings = new Settings();
        for (Setting setting : PaperTape.settings().all()) {
            if (!setting.key().startsWith("strategies.0.params.")) {
                settings.put(setting.key(), setting.value(), "test");
            }
        }
        return settings.put("strategies.0.name", "thrower", "test");
    }

    @Override
    public StrategyDescriptor descriptor() {
        return new StrategyDescriptor("thrower", "Throws.", "1m", List.of(), List.of());
    }

    @Override
    public Strategy create(StrategySetup setup) {
        return new Strategy() {
            @Override
            public void onBar(ClosedBar bar, StrategyContext context) {
                throw new IllegalStateException("on purpose");
            }

            @Override
            public void writeState(StateSink sink) {
                sink.putLong(0);
            }

            @Override
            public void readState(StateSource source) {
                source.getLong();
            }
        };
    }
}
