package io.millrace.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.calendar.CalendarRegistry;
import io.millrace.calendar.TradingCalendar;
import io.millrace.fixed.Fixed;
import io.millrace.instrument.BarKind;
import io.millrace.instrument.Timeframe;
import io.millrace.testkit.Seeds;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Bars of trades, units and value against a twin that adds up decimals. */
class SizedBarsTest {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final TradingCalendar ALWAYS = CalendarRegistry.find(CalendarRegistry.ALWAYS_OPEN);
    private static final TradingCalendar NYSE = CalendarRegistry.find(CalendarRegistry.NYSE);

    private record Trade(long timeNs, long price, long quantity) {}

    @Test
    void shouldFillBarsLikeTheTwin() {
        final Random random = Seeds.random("sized bars", 55);
        final List<Trade> trades = trades(random);
        for (final String text : List.of("1t", "7t", "100t", "3v", "50v", "1q", "250q", "20000q")) {
            for (final TradingCalendar calendar : List.of(ALWAYS, NYSE)) {
                final Timeframe timeframe = Timeframe.parse(text);
                final List<String> bars = new ArrayList<>();
                final BarAggregator aggregator = new BarAggregator(0, 1, timeframe.code(), calendar);
                for (final Trade trade : trades) {
                    aggregator.onTrade(trade.timeNs, trade.price, trade.quantity, (stream, bar) -> {
                        assertTrue(bar.closeTimeNs() <= trade.timeNs, "no bar is given out before its end");
                        assertEquals(timeframe.code(), bar.timeframeSeconds());
                        bars.add(text(bar));
                    });
                }
                assertEquals(
                        String.join("\n", twin(trades, timeframe, calendar)),
                        String.join("\n", bars),
                        text + " " + calendar.name());
            }
        }
    }

    @Test
    void shouldCountSmallerBarsWhole() {
        final List<String> bars = new ArrayList<>();
        final BarAggregator hundred =
                new BarAggregator(0, 0, Timeframe.parse("100v").code());
        final ClosedBar minute = new ClosedBar();
        for (int i = 0; i < 5; i++) {
            minute.interval(0, 60, i * 60 * SECOND_NS, (i + 1) * 60 * SECOND_NS)
                    .prices(10 + i, 20 + i, 5 + i, 11 + i, 40 * Fixed.ONE);
            hundred.onBar(minute, (stream, bar) -> bars.add(text(bar)));
        }
        assertEquals(List.of("0 180 10 22 5 13 12000000000"), bars);
    }

    /** Products beyond a long are more than any bar holds. */
    @Test
    void shouldFillABarWithATradeOfAnyValue() {
        final List<String> bars = new ArrayList<>();
        final BarAggregator value =
                new BarAggregator(0, 0, Timeframe.parse("268435455q").code());
        value.onTrade(5, Long.MAX_VALUE, Long.MAX_VALUE, (stream, bar) -> bars.add(text(bar)));
        value.onTrade(6, 1, 1, (stream, bar) -> bars.add(text(bar)));
        assertEquals(1, bars.size());
    }

    private static List<Trade> trades(final Random random) {
        final List<Trade> trades = new ArrayList<>();
        long timeNs = Instant.parse("2024-11-25T00:00:00Z").getEpochSecond() * SECOND_NS;
        for (int i = 0; i < 20_000; i++) {
            timeNs += random.nextInt(60) * SECOND_NS;
            final long quantity =
                    random.nextInt(100) == 0 ? 400 * Fixed.ONE : (long) (random.nextDouble() * 5 * Fixed.ONE);
            trades.add(new Trade(timeNs, 1 + (long) (random.nextDouble() * 100 * Fixed.ONE), 1 + quantity));
        }
        return trades;
    }

    private static List<String> twin(
            final List<Trade> trades, final Timeframe timeframe, final TradingCalendar calendar) {
        final List<String> bars = new ArrayList<>();
        final List<Trade> group = new ArrayList<>();
        final BigDecimal full = BigDecimal.valueOf(timeframe.count());
        BigDecimal sum = BigDecimal.ZERO;
        for (final Trade trade : trades) {
            final boolean endless = calendar.isRoundTheClock();
            if (!group.isEmpty() && !endless && calendar.sessionCloseNs(group.get(0).timeNs) <= trade.timeNs) {
                bars.add(bar(group, calendar.sessionCloseNs(group.get(0).timeNs)));
                group.clear();
                sum = BigDecimal.ZERO;
            }
            if (!calendar.isOpen(trade.timeNs)) {
                continue;
            }
            group.add(trade);
            final BigDecimal quantity = BigDecimal.valueOf(trade.quantity, 8);
            sum = sum.add(
                    switch (timeframe.kind()) {
                        case TICKS -> BigDecimal.ONE;
                        case VOLUME -> quantity;
                        default ->
                            quantity.multiply(BigDecimal.valueOf(trade.price, 8))
                                    .setScale(8, RoundingMode.DOWN);
                    });
            if (sum.compareTo(full) >= 0) {
                bars.add(bar(group, trade.timeNs));
                group.clear();
                sum = BigDecimal.ZERO;
            }
        }
        assertTrue(timeframe.kind() != BarKind.TIME);
        return bars;
    }

    private static String bar(final List<Trade> group, final long closeNs) {
        long high = Long.MIN_VALUE;
        long low = Long.MAX_VALUE;
        long volume = 0;
        for (final Trade trade : group) {
            high = Math.max(high, trade.price);
            low = Math.min(low, trade.price);
            volume += trade.quantity;
        }
        return group.get(0).timeNs / SECOND_NS + " " + closeNs / SECOND_NS + " " + group.get(0).price + " " + high + " "
                + low + " " + group.get(group.size() - 1).price + " " + volume;
    }

    private static String text(final ClosedBar bar) {
        return bar.openTimeNs() / SECOND_NS + " " + bar.closeTimeNs() / SECOND_NS + " " + bar.open() + " " + bar.high()
                + " " + bar.low() + " " + bar.close() + " " + bar.volume();
    }
}
