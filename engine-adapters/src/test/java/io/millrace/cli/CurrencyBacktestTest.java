package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An account in dollars that holds a share in euros, from the command line to the report.
 *
 * <p>10,000 dollars at 1.25 and 1 % of cost are 10,000 / 1.01 / 1.25 euros, 79.20792079 at 100. They rise to 110,
 * then the euro to 1.5: 13,069.31 dollars. Of the profit 79.2 shares x 10 x 1.5 are of trading, 7,920.79 x 0.25 of the
 * rate, less 1 % of 9,900.99 for the exchange.
 */
class CurrencyBacktestTest {
    private static final double[] SHARE = {100, 100, 100, 100, 110, 110, 110};
    private static final double[] EURO = {1.25, 1.25, 1.25, 1.25, 1.25, 1.5, 1.5};

    @TempDir
    Path work;

    private static String bars(int from, double... prices) {
        StringBuilder text = new StringBuilder("date,open,high,low,close,volume\n");
        for (int i = from; i < prices.length; i++) {
            double price = prices[i];
            text.append(LocalDate.of(2024, 1, 1).plusDays(i))
                    .append(("," + price).repeat(4))
                    .append(",1000000\n");
        }
        return text.toString();
    }

    private Path config(String more) throws IOException {
        return Files.writeString(
                work.resolve("c.yaml"),
                "engine:\n  mode: backtest\ninstruments:\n  - symbol: DAX\n    currency: EUR\n" + more
                        + "strategies:\n  - name: buy-and-hold\n    symbol: DAX\n    timeframe: 1d\n"
                        + "venue:\n  takerFee: 0\n  makerFee: 0\nfx:\n  costBps: 100\n"
                        + "portfolio:\n  currency: USD\n");
    }

    private Path data(boolean withPair) throws IOException {
        Path folder = Files.createDirectory(work.resolve("data"));
        Files.writeString(folder.resolve("DAX.csv"), bars(2, SHARE));
        if (withPair) {
            Files.writeString(folder.resolve("EURUSD.csv"), bars(0, EURO));
        }
        return folder;
    }

    @SuppressWarnings("unchecked")
    private void check(CommandRun run) throws IOException {
        assertEquals(0, run.exitCode(), run.err());
        Map<?, ?> json = run.json();
        assertEquals(13_069.306_93, number(json, "finalEquity"), 0.001);
        assertEquals(1_980.198_02, number(json, "ratesPnl"), 0.001);
        assertEquals(99.009_90, number(json, "exchangeCost"), 0.001);
        List<Map<String, Object>> currencies = (List<Map<String, Object>>) json.get("currencies");
        assertEquals(2, currencies.size());
        assertEquals("USD", currencies.get(0).get("currency"));
        assertEquals("EUR", currencies.get(1).get("currency"));
        assertEquals(0, number(currencies.get(0), "cash"), 0.001);
        assertEquals(0, number(currencies.get(1), "cash"), 0.001);
        CommandRun replay = CommandRun.of("replay", work.resolve("out"), "--verify", "--json");
        assertEquals(true, replay.json().get("identical"), replay.err());
        String page = Files.readString(work.resolve("out").resolve("report.html"));
        assertTrue(page.contains("cash of the strategies by currency: "), "no cash by currency");
        assertTrue(
                page.contains("exchange rates brought 1,980.20 and 1 exchange cost 99.01 USD"), "no profit of rates");
    }

    @Test
    void shouldTakeTheRateFromAnInstrument() throws IOException {
        Path config = config("  - symbol: EURUSD\n    assetClass: fx\n    tradable: false\n");
        check(CommandRun.of(
                "backtest", "--json", "--config", config, "--data", data(true), "--out", work.resolve("out")));
    }

    /** The dollar in euros. */
    @Test
    void shouldTakeTheRateFromTheInversePair() throws IOException {
        Path config = config("  - symbol: USD/EUR\n    assetClass: fx\n    tradable: false\n");
        Path data = data(false);
        double[] dollars = new double[EURO.length];
        for (int i = 0; i < dollars.length; i++) {
            // 0.8 is exact; 1 / 1.5 is cut to eight digits, which moves the result by less than a ten-thousandth.
            dollars[i] = EURO[i] == 1.25 ? 0.8 : 0.66666667;
        }
        String rows = bars(0, dollars);
        Files.writeString(
                data.resolve("USDEUR.csv"),
                rows.replace("date,", "symbol,date,").replace("2024-", "USD/EUR,2024-"));
        check(CommandRun.of("backtest", "--json", "--config", config, "--data", data, "--out", work.resolve("out")));
    }

    @Test
    void shouldTakeTheRateFromASeries() throws IOException {
        StringBuilder rates = new StringBuilder("date,value\n");
        for (int i = 0; i < EURO.length; i++) {
            rates.append(LocalDate.of(2024, 1, 1).plusDays(i))
                    .append(',')
                    .append(EURO[i])
                    .append('\n');
        }
        Path file = Files.writeString(work.resolve("eur.csv"), rates);
        check(CommandRun.of(
                "backtest",
                "--json",
                "--config",
                config(""),
                "--data",
                data(false),
                "--series",
                "fx.EURUSD=" + file,
                "--out",
                work.resolve("out")));
    }

    @Test
    void shouldSayNothingOfCurrenciesWhereThereIsOne() throws IOException {
        CommandRun run = CommandRun.of(
                "backtest",
                "--json",
                "--strategy",
                "buy-and-hold",
                "--data",
                data(false).resolve("DAX.csv"),
                "--out",
                work.resolve("out"));
        assertEquals(0, run.exitCode(), run.err());
        assertNull(run.json().get("currencies"));
        assertNull(run.json().get("ratesPnl"));
    }

    private static double number(Map<?, ?> json, String key) {
        return ((Number) json.get(key)).doubleValue();
    }
}
