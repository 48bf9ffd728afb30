package io.millrace.instrument;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.fixed.Fixed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Against recorded prices that somebody else adjusted, by {@code (close * split + dividend) / previous close}. Ours
 * divides by the previous close less the dividend: the same but for the square of the dividend's share of the price.
 */
class PriceAdjustmentDataTest {
    private static final int CLOSE = 4;
    private static final int ADJUSTED = 5;
    private static final int DIVIDEND = 7;
    private static final int SPLIT = 8;

    @ParameterizedTest
    @ValueSource(strings = {"AAPL", "MSFT", "JNJ", "NVDA", "KO", "JPM"})
    void shouldReturnWhatTheAdjustedSeriesReturns(final String symbol) throws IOException {
        final PriceAdjustment adjustment = new PriceAdjustment(1);
        double previous = 0;
        double previousRecorded = 0;
        int splits = 0;
        int dividends = 0;
        for (final String[] row : rows(symbol)) {
            final long close = Fixed.parse(row[CLOSE]);
            final double dividend = Double.parseDouble(row[DIVIDEND]);
            final double split = Double.parseDouble(row[SPLIT]);
            final double share = dividend * Fixed.ONE / close;
            if (split != 1) {
                splits++;
                adjustment.onSplit(0, (int) Math.rint(split * 1_000), 1_000, 0);
            }
            if (dividend != 0) {
                dividends++;
                adjustment.onDividend(0, Fixed.parse(row[DIVIDEND]), 0);
            }
            final double now = adjustment.adjusted(0, close);
            final double recorded = Double.parseDouble(row[ADJUSTED]);
            if (previous != 0) {
                final double ours = now / previous - 1;
                final double theirs = recorded / previousRecorded - 1;
                // Six decimals of the recorded prices, and the difference between the rules.
                final double tolerance =
                        1e-6 / previousRecorded + 1e-6 / recorded + 1e-6 + share * (Math.abs(ours) + share) * 2;
                assertEquals(theirs, ours, tolerance, symbol + " " + row[0]);
            }
            previous = now;
            previousRecorded = recorded;
            previousClose = close;
            adjustment.onPrice(0, close);
        }
        assertTrue(splits + dividends > 0, symbol + " has no action");
        assertEquals(previous / adjustment.factor(0), Fixed.toDouble(previousClose), 1e-6);
    }

    private long previousClose;

    private static List<String[]> rows(final String symbol) throws IOException {
        for (final String root : List.of("../shared/data", "../../shared/data")) {
            final Path file = Path.of(root, "equities/adjusted_1999_2021", symbol + ".csv.gz");
            if (Files.exists(file)) {
                try (BufferedReader in = new BufferedReader(new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII))) {
                    return in.lines().skip(1).map(line -> line.split(",")).toList();
                }
            }
        }
        return Assumptions.abort("skipped: shared/data is not beside the project, so " + symbol + " cannot be read");
    }
}
