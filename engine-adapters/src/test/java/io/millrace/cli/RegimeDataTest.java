package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A system that heeds regimes over twenty-three years of shares, volatility and yields. The oracle works on the files
 * alone, a day at a time: each switch must be there on its day, and no other.
 */
class RegimeDataTest {
    private static final int HOLD = 3;

    @TempDir
    Path work;

    @Test
    void shouldSwitchWhenTheFilesSay() throws IOException {
        Path shares = shared("equities/lean_daily");
        Path vix = shared("macro/vix-daily.csv");
        Path ten = shared("macro/DGS10.csv");
        Path two = shared("macro/DGS2.csv");
        Path config = Files.writeString(work.resolve("regimes.yaml"), config(shares, vix, ten, two));
        Path out = work.resolve("out");
        CommandRun run = CommandRun.of("backtest", "--json", "--config", config, "--out", out);
        assertEquals(0, run.exitCode(), run.err());
        assertTrue(((Number) run.json().get("trades")).intValue() > 50, run.out());
        assertEquals(
                true, CommandRun.of("replay", out, "--verify", "--json").json().get("identical"));

        Map<String, Double> spy = column(shares.resolve("SPY.csv"), 4);
        assertEquals(switches(trend(spy)), said(out, "EQUITY", Duration.ofHours(6)));
        String first = spy.keySet().iterator().next();
        String last = new ArrayList<>(spy.keySet()).get(spy.size() - 1);
        assertEquals(
                switches(volatility(between(column(vix, 4), first, last))),
                said(out, "VOLATILITY", Duration.ofHours(6)));
        // A day's yields are known a day after it.
        assertEquals(
                switches(macro(between(column(ten, 1), first, last), column(two, 1))),
                said(out, "MACRO", Duration.ofHours(30)));
    }

    private static String config(Path shares, Path vix, Path ten, Path two) {
        String yields = "period: day, zone: America/New_York, lag: 1d}\n";
        return "engine: {mode: backtest}\ndata:\n  files:\n    - {file: " + shares.toAbsolutePath()
                + ", symbol: \"SPY, QQQ\", timeframe: 1d}\n  series:\n    - {name: vix, file: " + vix.toAbsolutePath()
                + ", column: CLOSE, period: day, zone: America/New_York}\n    - {name: y10, file: "
                + ten.toAbsolutePath() + ", " + yields + "    - {name: y2, file: " + two.toAbsolutePath() + ", "
                + yields
                + "instruments:\n  - {symbol: SPY, assetClass: etf, calendar: NYSE}\n"
                + "  - {symbol: QQQ, assetClass: etf, calendar: NASDAQ}\nstrategies:\n"
                + "  - {name: equity-trend, symbol: \"SPY,QQQ\", timeframe: 1d, budget: 0.6}\n"
                + "  - {name: index-mean-reversion, symbol: \"SPY,QQQ\", timeframe: 1d, budget: 0.3}\n"
                + "portfolio: {capital: 100000, rebalance: monthly}\nregimes:\n  holdBars: " + HOLD
                + "\n  equity: {symbol: SPY}\n  volatility: {series: vix}\n  macro: {tenYear: y10, twoYear: y2}\n"
                + "  table:\n    equity: {bear: 0.5, neutral: 0.8}\n    volatility: {high: 0.5}\n"
                + "    macro: {contraction: 0.5}\n";
    }

    /** By day: bull above the mean of 200 closes and above the close 60 days before, bear below both. */
    private static Map<String, String> trend(Map<String, Double> closes) {
        List<String> days = new ArrayList<>(closes.keySet());
        Map<String, String> said = new TreeMap<>();
        for (int i = 199; i < days.size(); i++) {
            double sum = 0;
            for (int back = 0; back < 200; back++) {
                sum += closes.get(days.get(i - back));
            }
            double close = closes.get(days.get(i));
            double before = closes.get(days.get(i - 60));
            boolean bull = close > sum / 200 && close > before;
            boolean bear = close < sum / 200 && close < before;
            said.put(days.get(i), bull ? "BULL" : bear ? "BEAR" : "NEUTRAL");
        }
        return said;
    }

    private static Map<String, String> volatility(Map<String, Double> index) {
        Map<String, String> said = new TreeMap<>();
        index.forEach((day, value) -> said.put(day, value < 15 ? "LOW" : value > 25 ? "HIGH" : "NORMAL"));
        return said;
    }

    private static Map<String, String> macro(Map<String, Double> ten, Map<String, Double> two) {
        Map<String, String> said = new TreeMap<>();
        ten.forEach((day, value) -> {
            if (two.containsKey(day)) {
                double slope = value - two.get(day);
                said.put(day, slope > 0.5 ? "EXPANSION" : slope < 0 ? "CONTRACTION" : "SLOWDOWN");
            }
        });
        return said;
    }

    /** The days on which another state has been said for the third time in a row. */
    private static List<String> switches(Map<String, String> said) {
        List<String> switches = new ArrayList<>();
        List<String> lately = new ArrayList<>();
        String current = "NEUTRAL";
        for (Map.Entry<String, String> entry : said.entrySet()) {
            lately.add(entry.getValue());
            int size = lately.size();
            boolean held = size >= HOLD
                    && lately.subList(size - HOLD, size).stream().distinct().count() == 1;
            if (held && !current.equals(entry.getValue())) {
                current = entry.getValue();
                switches.add(entry.getKey() + " " + current);
            }
        }
        assertTrue(switches.size() > 3, switches::toString);
        return switches;
    }

    /** @param after so much before the time it was known lies in its day */
    private static List<String> said(Path run, String dimension, Duration after) {
        List<String> switches = new ArrayList<>();
        CommandRun tail = CommandRun.of("tail", run, "--type", "Regime");
        for (String line : tail.out().split("\n")) {
            if (line.contains("dimension=" + dimension)) {
                Instant time = Instant.parse(line.substring(0, line.indexOf(' ')));
                switches.add(time.minus(after).toString().substring(0, 10) + " "
                        + line.replaceAll(".*current=", "").strip());
            }
        }
        return switches;
    }

    /** The newest value before the first day is known when it begins; that of the last day is not before all ends. */
    private static Map<String, Double> between(TreeMap<String, Double> values, String first, String last) {
        String before = values.lowerKey(first);
        return values.subMap(before == null ? first : before, last);
    }

    private static TreeMap<String, Double> column(Path file, int column) throws IOException {
        TreeMap<String, Double> values = new TreeMap<>();
        List<String> lines = Files.readAllLines(file);
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            if (!cells[column].isBlank()) {
                values.put(cells[0], Double.parseDouble(cells[column]));
            }
        }
        return values;
    }

    private static Path shared(String name) {
        return Stream.of("../shared/data", "../../shared/data", "../../../shared/data")
                .map(root -> Path.of(root).resolve(name))
                .filter(Files::exists)
                .findFirst()
                .orElseGet(() -> Assumptions.abort("skipped: no ../shared/data/" + name + " on this machine"));
    }
}
