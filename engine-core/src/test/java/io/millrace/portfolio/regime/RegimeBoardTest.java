package io.millrace.portfolio.regime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.millrace.event.codec.RegimeDimension;
import io.millrace.event.codec.RegimeState;
import io.millrace.fixed.Fixed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What makes a regime, how long it must hold, and what it does to the budgets. */
class RegimeBoardTest {
    private static final double NAN = Double.NaN;

    private final List<String> said = new ArrayList<>();

    @Test
    void shouldJudgeATrendByAverageAndMomentum() {
        assertEquals(RegimeState.BULL, RegimeBounds.trend(101, 100, 1));
        assertEquals(RegimeState.NEUTRAL, RegimeBounds.trend(101, 100, -1));
        assertEquals(RegimeState.NEUTRAL, RegimeBounds.trend(99, 100, 1));
        assertEquals(RegimeState.NEUTRAL, RegimeBounds.trend(100, 100, 1));
        assertEquals(RegimeState.BEAR, RegimeBounds.trend(99, 100, -1));
        assertNull(RegimeBounds.trend(99, NAN, -1));
        assertNull(RegimeBounds.trend(99, 100, NAN));
    }

    @Test
    void shouldJudgeVolatilityByItsBounds() {
        final RegimeBounds bounds = RegimeBounds.STANDARD;
        assertEquals(RegimeState.LOW, bounds.volatility(14.99));
        assertEquals(RegimeState.NORMAL, bounds.volatility(15));
        assertEquals(RegimeState.NORMAL, bounds.volatility(25));
        assertEquals(RegimeState.HIGH, bounds.volatility(25.01));
        assertNull(bounds.volatility(NAN));
    }

    @Test
    void shouldLetSlopeAndIndexVote() {
        final RegimeBounds bounds = RegimeBounds.STANDARD;
        assertEquals(RegimeState.EXPANSION, bounds.macro(1.5, 55));
        assertEquals(RegimeState.EXPANSION, bounds.macro(1.5, NAN));
        assertEquals(RegimeState.EXPANSION, bounds.macro(NAN, 55));
        assertEquals(RegimeState.SLOWDOWN, bounds.macro(1.5, 45));
        assertEquals(RegimeState.SLOWDOWN, bounds.macro(0.2, 49));
        assertEquals(RegimeState.SLOWDOWN, bounds.macro(0.2, NAN));
        assertEquals(RegimeState.CONTRACTION, bounds.macro(-0.3, 45));
        assertEquals(RegimeState.CONTRACTION, bounds.macro(-0.3, NAN));
        assertNull(bounds.macro(NAN, NAN));
    }

    @Test
    void shouldSwitchOnTheThirdBarInARowOnly() {
        final RegimeBoard board = board(Map.of(), 1);
        feed(board, RegimeState.BULL, RegimeState.BULL, RegimeState.BEAR, RegimeState.BULL, RegimeState.BULL);
        assertEquals(List.of(), said);
        feed(board, RegimeState.BULL);
        assertEquals(List.of("EQUITY NEUTRAL > BULL 3"), said);
        feed(board, RegimeState.BEAR, RegimeState.BEAR, null, RegimeState.BEAR);
        assertEquals("EQUITY BULL > BEAR 3", said.get(1));
        assertEquals(RegimeState.BEAR, board.state(RegimeDimension.EQUITY));
    }

    @Test
    void shouldMultiplyWhatEachDimensionSays() {
        final RegimeBoard board =
                board(Map.of("equity.bear", Fixed.ONE / 2, "volatility.high", Fixed.ONE / 4, "1.equity.bear", 0L), 3);
        assertEquals(1, board.factor(0));
        feed(board, RegimeState.BEAR, RegimeState.BEAR, RegimeState.BEAR);
        assertEquals(0.5, board.factor(0));
        assertEquals(0, board.factor(1));
        for (int i = 0; i < 3; i++) {
            board.accept(RegimeDimension.VOLATILITY, RegimeState.HIGH, 30, NAN, this::record);
        }
        assertEquals(0.125, board.factor(0));
        assertEquals(0, board.factor(1));
        assertEquals(0.125, board.factor(2));
        feed(board, RegimeState.BULL, RegimeState.BULL, RegimeState.BULL);
        assertEquals(0.25, board.factor(1));
    }

    private RegimeBoard board(final Map<String, Long> table, final int strategies) {
        final RegimeConfig none = RegimeConfig.NONE;
        return new RegimeBoard(
                new RegimeConfig(
                        none.equity(),
                        none.crypto(),
                        none.timeframeSeconds(),
                        none.volatility(),
                        none.macro(),
                        none.bounds(),
                        none.holdBars(),
                        new TreeMap<>(table)),
                strategies);
    }

    private void feed(final RegimeBoard board, final RegimeState... states) {
        for (final RegimeState state : states) {
            board.accept(RegimeDimension.EQUITY, state, 1, 2, this::record);
        }
    }

    private void record(
            final RegimeDimension dimension,
            final RegimeState previous,
            final RegimeState current,
            final double metric,
            final double reference,
            final int bars) {
        said.add(dimension + " " + previous + " > " + current + " " + bars);
    }
}
