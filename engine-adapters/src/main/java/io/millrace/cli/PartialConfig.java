package io.millrace.cli;

import io.millrace.config.Setting;
import io.millrace.config.Settings;
import io.millrace.settings.DataSection;
import io.millrace.settings.EffectiveConfig;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A configuration that is not whole: a backtest takes its instruments from the data, and a file of limits is copied
 * into another one. What is missing is put there, so that all the rest can be checked.
 */
final class PartialConfig {
    private static final String ORIGIN = EffectiveConfig.PLACEHOLDER;
    private static final String SYMBOL = "PART";

    private final Settings file;

    PartialConfig(Settings file) {
        this.file = file;
    }

    /** What cannot be checked yet, as a sentence; empty when the file is whole, or has to be. */
    String waiting() {
        if (!isPart()) {
            return "";
        }
        return has("strategies.")
                ? "its instruments are those of the data, so symbols, timeframes and actions wait for it"
                : "a part of a configuration: instruments and strategies wait for the file it is used in";
    }

    /** The file with what it lacks. */
    Settings whole() {
        if (!isPart()) {
            return file;
        }
        Settings whole = new Settings();
        int id = 0;
        for (String symbol : symbols()) {
            whole.put("instruments." + id++ + ".symbol", symbol, ORIGIN);
        }
        if (!has("strategies.")) {
            whole.put("strategies.0.name", "buy-and-hold", ORIGIN)
                    .put("strategies.0.symbol", SYMBOL, ORIGIN)
                    .put("strategies.0.timeframe", "1d", ORIGIN)
                    .put("strategies.0.capital", "10000", ORIGIN);
        }
        return whole.putAll(file);
    }

    /** For an account somebody has to name the instruments: no data could. */
    private boolean isPart() {
        Setting mode = file.get("engine.mode");
        boolean account = has("strategies.") && mode != null && !mode.value().equals("backtest");
        return !has("instruments.") && !account;
    }

    private Set<String> symbols() {
        Set<String> symbols = new LinkedHashSet<>();
        for (Setting setting : file.all()) {
            if (setting.key().matches("strategies\\.\\d+\\.symbol")) {
                symbols.addAll(DataSection.symbols(setting.value()));
            }
        }
        symbols.remove("*");
        if (symbols.isEmpty()) {
            symbols.add(SYMBOL);
        }
        return symbols;
    }

    private boolean has(String prefix) {
        return file.all().stream().anyMatch(setting -> setting.key().startsWith(prefix));
    }
}
