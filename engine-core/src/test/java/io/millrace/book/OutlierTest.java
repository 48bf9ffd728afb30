package io.millrace.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.event.codec.QuarantineReason;
import io.millrace.fixed.Fixed;
import io.millrace.instrument.ActionSchedule;
import io.millrace.instrument.CorporateAction;
import io.millrace.instrument.Instrument;
import io.millrace.instrument.InstrumentTable;
import io.millrace.testkit.Seeds;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Outliers against a naive twin that keeps everything and sorts it for each price. */
class OutlierTest {
    private static final MarketRules RULES = MarketRules.account();
    private static final ActionSchedule NO_ACTIONS = new ActionSchedule(InstrumentTable.of(List.of()));

    @Test
    void shouldJudgeTradesLikeTheTwin() {
        final Random random = Seeds.random("outliers", 71);
        int refused = 0;
        for (int run = 0; run < 40; run++) {
            final MarketChecks checks = new MarketChecks(1, RULES, NO_ACTIONS);
            final Twin twin = new Twin(64, 0.10, 10, 3);
            final double calm = Math.pow(10, -4 + 3 * random.nextDouble());
            double level = 100;
            for (int i = 0; i < 600; i++) {
                level *= Math.exp(calm * random.nextGaussian());
                level *= random.nextInt(100) == 0 ? (random.nextBoolean() ? 1.3 : 0.6) : 1;
                final double spike = random.nextInt(20) == 0 ? Math.exp(0.3 * random.nextGaussian()) : 1;
                final long price = Math.max(1, Fixed.fromDouble(level * spike));
                final boolean expected = twin.refuses(price);
                final QuarantineReason actual = checks.checkTrade(0, i, price, Fixed.ONE, i);
                checks.commit();
                assertEquals(expected ? QuarantineReason.OUTLIER : null, actual, "run " + run + ", trade " + i);
                refused += expected ? 1 : 0;
            }
        }
        assertTrue(refused > 100, "the script must have outliers, but had " + refused);
    }

    @Test
    void shouldRefuseASpikeAndSayHowFarItWas() {
        final MarketChecks checks = calm();
        assertEquals(QuarantineReason.OUTLIER, trade(checks, 200));
        assertEquals(Math.log(200 / 100.1), checks.refusedValue(), 1e-12);
        assertEquals(-Math.log(0.9), checks.refusedLimit(), 1e-12);
        assertNull(trade(checks, 100));
        assertEquals(QuarantineReason.OUTLIER, trade(checks, 10));
        assertNull(trade(checks, 101));
    }

    @Test
    void shouldAcceptANewLevelAtTheThirdPrice() {
        final MarketChecks checks = calm();
        assertEquals(QuarantineReason.OUTLIER, trade(checks, 70));
        assertEquals(QuarantineReason.OUTLIER, trade(checks, 71));
        assertNull(trade(checks, 69));
        assertNull(trade(checks, 70));
        assertEquals(QuarantineReason.OUTLIER, trade(checks, 100));
    }

    /** Three wild prices that do not agree with each other are no level. */
    @Test
    void shouldNotTakeScatteredPricesForALevel() {
        final MarketChecks checks = calm();
        for (final double price : new double[] {200, 10, 200, 10, 400, 3}) {
            assertEquals(QuarantineReason.OUTLIER, trade(checks, price));
        }
        assertNull(trade(checks, 100));
    }

    @Test
    void shouldAcceptWhatIsUsualForTheSeries() {
        final Random random = Seeds.random("wild", 72);
        final MarketChecks checks = new MarketChecks(1, RULES, NO_ACTIONS);
        for (int i = 0; i < 200; i++) {
            final double price = 100 * Math.exp(0.2 * (2 * random.nextDouble() - 1));
            assertNull(trade(checks, price), "moves of 20 % are what this one does");
        }
    }

    @Test
    void shouldJudgeNothingWhenOff() {
        final MarketChecks checks = new MarketChecks(1, MarketRules.research(), NO_ACTIONS);
        for (int i = 0; i < 100; i++) {
            assertNull(trade(checks, i % 50 == 49 ? 100_000 : 100));
        }
    }

    @Test
    void shouldKeepTradesQuotesAndTimeframesApart() {
        final MarketChecks checks = calm();
        assertNull(checks.checkQuote(0, 1, 300 * Fixed.ONE, 301 * Fixed.ONE, 1));
        checks.commit();
        for (final int seconds : new int[] {60, 300, 86_400}) {
            final ClosedBar bar = new ClosedBar()
                    .interval(0, seconds, 0, seconds * 1_000_000_000L)
                    .prices(900 * Fixed.ONE, 900 * Fixed.ONE, 900 * Fixed.ONE, 900 * Fixed.ONE, 0);
            assertNull(checks.checkBar(bar, Long.MAX_VALUE));
            checks.commit();
        }
    }

    @Test
    void shouldNotTakeASplitForAnOutlier() {
        final Instrument share = Instrument.builder(0, "AAPL")
                .actions(CorporateAction.split(LocalDate.of(1970, 1, 2), 4, 1))
                .build();
        final MarketChecks checks = calm(new ActionSchedule(InstrumentTable.of(List.of(share))));
        final long exTimeNs = 86_400_000_000_000L;
        assertEquals(QuarantineReason.OUTLIER, trade(checks, exTimeNs - 1, 25), "one ns too early");
        assertEquals(QuarantineReason.OUTLIER, trade(checks, exTimeNs, 100), "a price in old units");
        assertNull(trade(checks, exTimeNs, 25));
        assertNull(trade(checks, exTimeNs + 1, 25.5), "the window goes on in new units");
        assertEquals(QuarantineReason.OUTLIER, trade(checks, exTimeNs + 2, 50));
    }

    private static MarketChecks calm() {
        return calm(NO_ACTIONS);
    }

    private static MarketChecks calm(final ActionSchedule actions) {
        final MarketChecks checks = new MarketChecks(1, RULES, actions);
        for (int i = 0; i < 40; i++) {
            assertNull(trade(checks, i % 2 == 0 ? 100 : 100.1));
        }
        return checks;
    }

    private static QuarantineReason trade(final MarketChecks checks, final double price) {
        return trade(checks, 1, price);
    }

    private static QuarantineReason trade(final MarketChecks checks, final long timeNs, final double price) {
        final QuarantineReason reason = checks.checkTrade(0, timeNs, Fixed.fromDouble(price), Fixed.ONE, timeNs);
        checks.commit();
        return reason;
    }

    /** The rule, written down once more. */
    private static final class Twin {
        private final int window;
        private final double jump;
        private final double mads;
        private final int confirmations;
        private final List<Long> accepted = new ArrayList<>();
        private final List<Long> agreeing = new ArrayList<>();

        Twin(final int window, final double jump, final double mads, final int confirmations) {
            this.window = window;
            this.jump = -Math.log(1 - jump);
            this.mads = mads;
            this.confirmations = confirmations;
        }

        boolean refuses(final long price) {
            if (accepted.size() >= 16 && deviates(price)) {
                if (!agreeing.isEmpty() && Math.abs(change(agreeing.get(agreeing.size() - 1), price)) > jump) {
                    agreeing.clear();
                }
                agreeing.add(price);
                if (agreeing.size() < confirmations) {
                    return true;
                }
            }
            agreeing.clear();
            accepted.add(price);
            return false;
        }

        private boolean deviates(final long price) {
            final List<Long> recent = accepted.subList(Math.max(0, accepted.size() - window), accepted.size());
            final List<Double> changes = new ArrayList<>();
            for (int i = 1; i < recent.size(); i++) {
                changes.add(change(recent.get(i - 1), recent.get(i)));
            }
            final double median = median(changes);
            final List<Double> deviations = new ArrayList<>();
            changes.forEach(value -> deviations.add(Math.abs(value - median)));
            final double last = change(recent.get(recent.size() - 1), price);
            return Math.abs(last) > jump && Math.abs(last - median) > mads * median(deviations);
        }

        private static double change(final long from, final long to) {
            return Math.log(to / (double) from);
        }

        private static double median(final List<Double> values) {
            Collections.sort(values);
            final int middle = values.size() / 2;
            return values.size() % 2 == 1 ? values.get(middle) : (values.get(middle - 1) + values.get(middle)) / 2;
        }
    }
}
