package io.millrace.daemon;

import io.millrace.config.Setting;
import io.millrace.config.Settings;
import io.millrace.engine.EngineConfig;
import io.millrace.journal.JournalSettings;
import io.millrace.source.DataSet;
import io.millrace.source.DataSpec;
import io.millrace.source.LoadOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * A random tape and an engine that trades on it a lot: bars of one instrument, trades of another, orders that fill over
 * several bars, resting orders that follow the price and are cancelled. Small journal blocks.
 */
final class PaperTape {
    private static final long START_S = 1_600_000_000L;
    private static final int TRADES_A_BAR = 3;

    private PaperTape() {}

    /** Writes settings as the file that a person would give. */
    static void writeYaml(Path file, Settings settings) throws IOException {
        StringBuilder yaml = new StringBuilder();
        for (Setting setting : settings.all()) {
            yaml.append(setting.key()).append(": \"").append(setting.value()).append("\"\n");
        }
        Files.writeString(file, yaml);
    }

    /** Writes {@code bars} minutes of both instruments; four rows a minute. */
    static Path write(Path folder, int bars, long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder walk = new StringBuilder("timestamp,open,high,low,close,volume\n");
        StringBuilder tick = new StringBuilder("timestamp,price,amount,id\n");
        double price = 100;
        double last = 50;
        long id = 0;
        for (int i = 0; i < bars; i++) {
            long second = START_S + i * 60L;
            double open = price * (1 + (random.nextDouble() - 0.5) * 0.001);
            double close = open * (1 + (random.nextDouble() - 0.5) * 0.01);
            double high = Math.max(open, close) * 1.001;
            double low = Math.min(open, close) * 0.999;
            walk.append(String.format(
                    Locale.ROOT,
                    "%d,%.4f,%.4f,%.4f,%.4f,%d%n",
                    second,
                    open,
                    high,
                    low,
                    close,
                    random.nextInt(20_000)));
            price = close < 20 || close > 500 ? 100 : close;
            for (int k = 0; k < TRADES_A_BAR; k++) {
                last = Math.max(10, last * (1 + (random.nextDouble() - 0.5) * 0.004));
                tick.append(String.format(
                        Locale.ROOT, "%d,%.2f,%.3f,%d%n", second + 5 + k * 20, last, random.nextDouble() * 900, ++id));
            }
        }
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("WALK.csv"), walk);
        Files.writeString(folder.resolve("TICK.csv"), tick);
        return folder;
    }

    static DataSet load(Path folder) {
        return DataSpec.parse(folder.toString(), Path.of("")).load(LoadOptions.DEFAULTS);
    }

    static Settings settings() {
        String[][] pairs = {
            {"engine.mode", "paper"},
            {"instruments.0.symbol", "WALK"},
            {"instruments.1.symbol", "TICK"},
            {"instruments.1.lot", "0.001"},
            {"strategies.0.name", "sma-cross"},
            {"strategies.0.symbol", "WALK"},
            {"strategies.0.timeframe", "1m"},
            {"strategies.0.capital", "500000"},
            {"strategies.0.params.fast", "2"},
            {"strategies.0.params.slow", "5"},
            {"strategies.1.name", "volatility-harvester"},
            {"strategies.1.symbol", "TICK"},
            {"strategies.1.timeframe", "1m"},
            {"strategies.1.capital", "40000"},
            {"strategies.1.params.dip", "0.002"},
            {"strategies.1.params.rise", "0.002"},
            {"strategies.1.params.atrPeriod", "3"},
            {"strategies.1.params.adaptive", "false"},
            {"strategies.1.params.makerTimeout", "50"},
            {"risk.perAssetCap", "1"},
            {"risk.grossLeverage", "1.01"},
            {"risk.maxOrderValue", "off"},
            {"risk.maxPositionValue", "off"},
            {"risk.maxPriceAgeMs", "off"},
            {"risk.stopCollar", "off"},
            {"risk.duplicateWindowMs", "0"},
            {"risk.maxSpread", "off"},
            {"risk.startUpGate", "false"},
            {"risk.maxDataAgeMs", "off"},
            {"risk.classCaps.crypto", "off"},
            {"risk.maxLeverageDrift", "off"},
            {"risk.deRiskDrawdown", "off"},
            {"risk.haltDrawdown", "off"},
            {"risk.dailyLoss", "off"},
            {"risk.maxTurnover", "off"},
            {"risk.minFreeDiskMb", "off"},
            {"risk.ordersPerSecond", "off"},
            {"risk.ordersPerMinute", "off"},
            {"risk.strategy.dailyLoss", "off"},
            {"risk.strategy.maxDrawdown", "off"},
            {"risk.strategy.losingTrades", "off"},
            {"risk.strategy.losingTradesToStop", "off"},
            {"risk.strategy.minVolatility", "off"},
            {"risk.strategy.maxVolatility", "off"},
            {"risk.strategy.ordersPerSecond", "off"},
            {"risk.strategy.ordersPerMinute", "off"},
            {"risk.strategy.messagesPerFill", "off"},
            {"risk.strategy.repeatedFills", "off"},
            {"venue.makerFee", "0.00005"},
            {"venue.takerFee", "0.0001"},
        };
        Settings settings = new Settings();
        for (String[] pair : pairs) {
            settings.put(pair[0], pair[1], "test");
        }
        return settings;
    }

    static EngineConfig config() {
        return EngineConfig.read(settings());
    }

    /** As fast as it goes, to the end of the data, in small blocks. */
    static PaperOptions options(Path dataDir, DataSet data) {
        return options(dataDir, data, config());
    }

    static PaperOptions options(Path dataDir, DataSet data, EngineConfig config) {
        return PaperOptions.of(dataDir, data, config)
                .withSpeed(Double.POSITIVE_INFINITY)
                .withOnce(true)
                .withJournal(PaperTape::small);
    }

    static JournalSettings small(JournalSettings settings) {
        return settings.withBlocks(1 << 20, 1 << 16).withSpace(0, () -> Long.MAX_VALUE);
    }
}
