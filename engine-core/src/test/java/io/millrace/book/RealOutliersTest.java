package io.millrace.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import io.millrace.event.codec.QuarantineReason;
import io.millrace.fixed.Fixed;
import io.millrace.instrument.ActionSchedule;
import io.millrace.instrument.InstrumentTable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Known bad prints and known crashes of real series: the first must be refused, the second must not. */
class RealOutliersTest {
    private static final int FOUR_HOURS = 4 * 3_600;
    private static final int DAY = 86_400;

    /** 2018-04-03T20:00 has low = close = 5200 while the market was at 7425; 2017-04-15T20:00 has a low of 0.06. */
    @Test
    void shouldRefuseTheBadPrintsOfCoinbaseAndNotTheCrashOf2020() throws IOException {
        final List<String> refused =
                refused("crypto/Coinbase-BTC-USD-PT4H-20160518_20251028.csv.gz", FOUR_HOURS, "2016", "2026");
        assertTrue(refused.contains("2018-04-03T20:00:00Z"), refused.toString());
        assertTrue(refused.contains("2017-04-15T20:00:00Z"), refused.toString());
        assertEquals(
                List.of(),
                refused.stream().filter(time -> time.startsWith("2020")).toList());
        assertTrue(refused.size() <= 3, refused.toString());
    }

    @Test
    void shouldAcceptTheCrashOf2020InDailyBarsOfBitcoin() throws IOException {
        assertEquals(
                List.of(),
                refused("crypto/TradingView-INDEX_BTCUSD-PT1D-20091005_20260306.csv.gz", DAY, "2019", "2022"));
    }

    @Test
    void shouldAcceptTheCrashesOf2008And2020InDailyBarsOfSpy() throws IOException {
        assertEquals(List.of(), refused("equities/lean_daily/SPY.csv", DAY, "2007", "2010"));
        assertEquals(List.of(), refused("equities/lean_daily/SPY.csv", DAY, "2019", "2021"));
    }

    private static List<String> refused(final String file, final int seconds, final String from, final String to)
            throws IOException {
        final MarketChecks checks =
                new MarketChecks(1, MarketRules.account(), new ActionSchedule(InstrumentTable.of(List.of())));
        final List<String> refused = new ArrayList<>();
        int bars = 0;
        try (BufferedReader reader = open(file)) {
            reader.readLine();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                final String[] cells = line.split(",", -1);
                if (cells[0].compareTo(from) < 0 || cells[0].compareTo(to) >= 0) {
                    continue;
                }
                final String time = cells[0].length() == 10 ? cells[0] + "T00:00:00Z" : cells[0];
                final long openNs = Instant.parse(time).getEpochSecond() * 1_000_000_000L;
                final long closeNs = openNs + seconds * 1_000_000_000L;
                final ClosedBar bar = new ClosedBar()
                        .interval(0, seconds, openNs, closeNs)
                        .prices(price(cells[1]), price(cells[2]), price(cells[3]), price(cells[4]), 0);
                final QuarantineReason reason = checks.checkBar(bar, closeNs);
                checks.commit();
                bars++;
                if (reason == QuarantineReason.OUTLIER) {
                    refused.add(time);
                }
            }
        }
        assertTrue(bars > 400, file + " had only " + bars + " bars of " + from + " to " + to);
        return refused;
    }

    private static long price(final String text) {
        return Fixed.fromDouble(Double.parseDouble(text));
    }

    private static BufferedReader open(final String file) throws IOException {
        for (final String root : List.of("../shared/data", "../../shared/data")) {
            final Path path = Path.of(root, file);
            if (Files.isRegularFile(path)) {
                final InputStream bytes = Files.newInputStream(path);
                return new BufferedReader(new InputStreamReader(
                        file.endsWith(".gz") ? new GZIPInputStream(bytes) : bytes, StandardCharsets.UTF_8));
            }
        }
        return abort("no ../shared/data/" + file + ": the real series are not part of the repository");
    }
}
