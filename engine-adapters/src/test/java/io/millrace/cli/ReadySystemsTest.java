package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.calendar.CalendarRegistry;
import io.millrace.calendar.TradingCalendar;
import io.millrace.config.Settings;
import io.millrace.settings.YamlSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file of {@code config/systems} runs as it stands, and its models trade. */
class ReadySystemsTest {
    private static final Path SYSTEMS = Path.of("..", "config", "systems");
    private static final TradingCalendar NEW_YORK = CalendarRegistry.find(CalendarRegistry.NYSE);
    private static final int DAYS = 900;
    private static final long SEED = Long.getLong("seed", 20_240_131);

    @TempDir
    Path folder;

    static List<String> withoutData() throws IOException {
        try (Stream<Path> files = Files.list(SYSTEMS)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> YamlSettings.read(SYSTEMS.resolve(name)).get("data.files.0.file") == null)
                    .sorted()
                    .toList();
        }
    }

    /** They bring their data. */
    @Test
    void shouldRunFromTheFileAlone() throws IOException {
        for (String name : List.of("multi-model.yaml", "volatility-harvester.yaml")) {
            CommandRun run = CommandRun.of(
                    "backtest", "--json", "--config", SYSTEMS.resolve(name), "--out", folder.resolve(name));
            assertEquals(0, run.exitCode(), name + ": " + run.err());
            assertTrue((double) run.json().get("turnover") > 0, name + " trades");
            CommandRun replay = CommandRun.of("replay", folder.resolve(name), "--verify", "--json");
            assertEquals(true, replay.json().get("identical"), name + ": " + replay.err());
        }
    }

    @ParameterizedTest
    @MethodSource("withoutData")
    void shouldRunOnBarsOfItsSymbols(String name) throws IOException {
        Path file = SYSTEMS.resolve(name);
        Settings settings = YamlSettings.read(file);
        boolean daily = settings.get("strategies.0.timeframe").value().equals("1d");
        Random random = new Random(SEED);
        for (String symbol : symbols(settings)) {
            write(symbol, daily, random);
        }
        CommandRun run = CommandRun.of(
                "backtest",
                "--json",
                "--config",
                file,
                "--data",
                folder.resolve("data"),
                "--set",
                "risk.haltDrawdown=off",
                "--out",
                folder.resolve("out"));
        assertEquals(0, run.exitCode(), "seed " + SEED + ": " + run.err());
        for (Object each : (List<?>) run.json().get("models")) {
            Map<?, ?> model = (Map<?, ?>) each;
            // What a crowd panics in is rare, and nobody searched for these names.
            boolean mayRest = model.get("model").toString().contains("panic-contrarian");
            assertTrue(mayRest || (double) model.get("trades") > 0, "seed " + SEED + ": " + model);
        }
    }

    private static List<String> symbols(Settings settings) {
        List<String> symbols = new ArrayList<>();
        for (int i = 0; settings.get("instruments." + i + ".symbol") != null; i++) {
            symbols.add(settings.get("instruments." + i + ".symbol").value());
        }
        for (int i = 0; symbols.size() < 12 && settings.get("instruments.0.symbol") == null; i++) {
            symbols.add("NAME" + i);
        }
        return symbols;
    }

    /** A walk that falls and rises for months; shares have bars on the days of their exchange only. */
    private void write(String symbol, boolean daily, Random random) throws IOException {
        StringBuilder rows = new StringBuilder("date,open,high,low,close,volume\n");
        boolean coin = symbol.endsWith("-USD");
        LocalDateTime time = LocalDateTime.of(2021, 1, 4, 0, 0);
        double price = 100;
        double phase = random.nextDouble();
        for (int i = 0; i < (daily ? DAYS : 6 * DAYS / 2); i++) {
            double drift = Math.sin(2 * Math.PI * (i / 300.0 + phase)) / 400;
            double open = price;
            price = open * (1 + drift + 0.015 * random.nextGaussian());
            if (coin || NEW_YORK.isSession((int) time.toLocalDate().toEpochDay())) {
                double high = Math.max(open, price) * 1.002;
                double low = Math.min(open, price) * 0.998;
                rows.append(daily ? time.toLocalDate() : time + ":00Z");
                rows.append(String.format(
                        Locale.ROOT, ",%.2f,%.2f,%.2f,%.2f,%d\n", open, high, low, price, 100_000 + i % 7 * 1_000));
            }
            time = daily ? time.plusDays(1) : time.plusHours(4);
        }
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("data").resolve(symbol + ".csv"), rows);
    }
}
