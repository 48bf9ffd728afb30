package io.millrace.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.millrace.event.codec.RunMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BarSeriesTest {
    private static final long SEED = Long.getLong("seed", 20_261_122L);
    private static final long MINUTE_NS = 60_000_000_000L;

    @Test
    void shouldKeepEveryNumberSideBySide() {
        Random random = new Random(SEED);
        for (int round = 0; round < 50; round++) {
            List<BarSeries> apart = new ArrayList<>();
            int rows = random.nextInt(6);
            for (int i = random.nextInt(150); i >= 0; i--) {
                // Runs of one length, so that some tables are full and others end early.
                rows = random.nextInt(40) == 0 ? random.nextInt(6) : rows;
                apart.add(series("S" + i, rows, random));
            }

            List<BarSeries> beside = BarSeries.sideBySide(apart);

            assertEquals(apart.size(), beside.size());
            for (int i = 0; i < apart.size(); i++) {
                assertEquals(texts(apart.get(i)), texts(beside.get(i)), "seed " + SEED);
            }
            assertEquals(inputs(apart), inputs(beside), "seed " + SEED);
        }
    }

    @Test
    void shouldPutNeighboursOfOneLengthTogetherOnce() {
        Random random = new Random(SEED);
        List<BarSeries> apart =
                List.of(series("A", 3, random), series("B", 3, random), series("C", 2, random), series("D", 3, random));

        List<BarSeries> beside = BarSeries.sideBySide(apart);
        List<BarSeries> again = BarSeries.sideBySide(beside);

        assertEquals(2 * beside.get(2).rowStride(), beside.get(0).rowStride());
        assertEquals(
                beside.get(2).rowStride(),
                beside.get(1).rowsAddress() - beside.get(0).rowsAddress());
        assertSame(apart.get(2), beside.get(2));
        assertSame(apart.get(3), beside.get(3));
        for (int i = 0; i < beside.size(); i++) {
            assertSame(beside.get(i), again.get(i));
        }
        assertNotSame(
                beside.get(1),
                BarSeries.sideBySide(List.of(beside.get(1), beside.get(0))).get(0));
    }

    @Test
    void shouldLeaveSeriesThatDoNotCloseTogether() {
        BarSeries one = series("A", 3, new Random(SEED));
        BarSeries later = one.at(new long[] {1, 2, 3}, new long[] {2, 3, 4});

        assertEquals(List.of(one, later), BarSeries.sideBySide(List.of(one, later)));
    }

    @Test
    void shouldGiveBarsBesideOthersTheirOwnTimes() {
        Random random = new Random(SEED);
        List<BarSeries> beside = BarSeries.sideBySide(List.of(series("A", 2, random), series("B", 2, random)));
        String before = texts(beside.get(0)).toString();

        BarSeries moved = beside.get(1).at(new long[] {5, 7}, new long[] {6, 8});

        assertEquals(5, moved.openTimeNs(0));
        assertEquals(8, moved.closeTimeNs(1));
        assertEquals(beside.get(1).close(1), moved.close(1));
        assertEquals(before, texts(beside.get(0)).toString());
    }

    @Test
    void shouldRefuseTimesThatAreNotOneABar() {
        BarSeries series = series("A", 2, new Random(SEED));

        String message = assertThrows(IllegalArgumentException.class, () -> series.at(new long[2], new long[3]))
                .getMessage();

        assertEquals("bars of A: 2 open and 3 close times for 2 bars; expected one each a bar", message);
    }

    private static BarSeries series(String symbol, int rows, Random random) {
        long[] times = new long[rows];
        Arrays.setAll(times, row -> row * MINUTE_NS);
        long[][] prices = new long[4][];
        Arrays.setAll(prices, column -> random.longs(rows, 1, Long.MAX_VALUE).toArray());
        return BarSeries.of(
                symbol, 60, times, prices, random.longs(rows, 0, Long.MAX_VALUE).toArray());
    }

    private static List<String> texts(BarSeries series) {
        List<String> texts = new ArrayList<>();
        for (int row = 0; row < series.size(); row++) {
            texts.add(series.symbol() + " " + series.openTimeNs(row) + " " + series.closeTimeNs(row) + " "
                    + series.open(row) + " " + series.high(row) + " " + series.low(row) + " " + series.close(row) + " "
                    + series.volume(row) + " " + series.line(row));
        }
        return texts;
    }

    /** What the engine is given, byte by byte. */
    private static List<String> inputs(List<BarSeries> bars) {
        DataSet data = new DataSet(bars, List.of(), List.of(), Map.of(), List.of());
        SeriesInputs inputs = new SeriesInputs(data, RunMode.BACKTEST, 1);
        List<String> given = new ArrayList<>();
        while (inputs.advance()) {
            byte[] message = new byte[inputs.length()];
            inputs.buffer().getBytes(inputs.offset(), message);
            given.add(Arrays.toString(message));
        }
        return given;
    }
}
