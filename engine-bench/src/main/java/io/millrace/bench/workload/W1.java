package io.millrace.bench.workload;

import io.millrace.config.Settings;
import io.millrace.engine.EngineConfig;
import io.millrace.event.codec.RunMode;
import io.millrace.feed.InputSource;
import io.millrace.fixed.Fixed;
import io.millrace.source.BarSeries;
import io.millrace.source.DataSet;
import io.millrace.source.SeriesInputs;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * W1: SMA(50) against SMA(200), all in and all out at the next open, 0.1 % a side, on one-minute bars of a random walk.
 * {@link #plainLoop} is the same over doubles without an engine: the limit of any engine on this machine.
 */
public final class W1 {
    private static final long START_NS = 1_600_000_000_000_000_000L;
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final int FAST = 50;
    private static final int SLOW = 200;
    private static final double FEE = 0.001;
    private static final long CENT = Fixed.ONE / 100;

    private final BarSeries bars;
    private final double[] opens;
    private final double[] closes;

    /** A walk of so many bars; equal seeds give equal bars. */
    public W1(int count, long seed) {
        bars = walk(count, seed);
        opens = new double[count];
        closes = new double[count];
        for (int i = 0; i < count; i++) {
            opens[i] = Fixed.toDouble(bars.open(i));
            closes[i] = Fixed.toDouble(bars.close(i));
        }
    }

    public int size() {
        return bars.size();
    }

    /** The bars as engine inputs, from the first. */
    public InputSource inputs() {
        return new SeriesInputs(
                new DataSet(List.of(bars), List.of(), List.of(), Map.of(), List.of()), RunMode.BACKTEST, 1);
    }

    /** The bars as a file that {@code --data} takes. */
    public String csv() {
        StringBuilder text = new StringBuilder("ts,open,high,low,close,volume\n");
        for (int i = 0; i < bars.size(); i++) {
            text.append(bars.openTimeNs(i) / 1_000_000_000L);
            long[] fields = {bars.open(i), bars.high(i), bars.low(i), bars.close(i), bars.volume(i)};
            for (long field : fields) {
                text.append(',').append(Fixed.format(field));
            }
            text.append('\n');
        }
        return text.toString();
    }

    public EngineConfig config() {
        Settings settings = new Settings();
        settings.put("engine.mode", "backtest", "bench");
        settings.put("instruments.0.symbol", "WALK", "bench");
        settings.put("strategies.0.name", "sma-cross", "bench");
        settings.put("strategies.0.timeframe", "1m", "bench");
        settings.put("strategies.0.capital", "1000000", "bench");
        settings.put("venue.makerFee", "0.001", "bench");
        settings.put("venue.takerFee", "0.001", "bench");
        settings.put("venue.slippage", "0", "bench");
        settings.put("venue.participation", "0", "bench");
        return EngineConfig.read(settings);
    }

    /** Equity at the end, from a loop with running sums; what has no engine cannot be slower than one. */
    public double plainLoop() {
        double cash = 1_000_000;
        double quantity = 0;
        int wanted = 0;
        double fastSum = 0;
        double slowSum = 0;
        boolean above = false;
        for (int i = 0; i < closes.length; i++) {
            if (wanted > 0) {
                quantity = cash / (opens[i] * (1 + FEE));
                cash = 0;
            } else if (wanted < 0) {
                cash += quantity * opens[i] * (1 - FEE);
                quantity = 0;
            }
            wanted = 0;
            fastSum += closes[i] - (i >= FAST ? closes[i - FAST] : 0);
            slowSum += closes[i] - (i >= SLOW ? closes[i - SLOW] : 0);
            if (i < SLOW - 1) {
                continue;
            }
            boolean now = fastSum / FAST > slowSum / SLOW;
            if (i >= SLOW && now != above) {
                wanted = now && quantity == 0 ? 1 : !now && quantity > 0 ? -1 : 0;
            }
            above = now;
        }
        return cash + quantity * closes[closes.length - 1];
    }

    private static BarSeries walk(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] time = new long[count];
        long[][] prices = new long[4][count];
        long[] volume = new long[count];
        long price = 100 * Fixed.ONE;
        for (int i = 0; i < count; i++) {
            time[i] = START_NS + i * MINUTE_NS;
            long open = Math.max(Fixed.ONE, price + random.nextLong(-CENT, CENT + 1));
            long close = Math.max(Fixed.ONE, open + random.nextLong(-10 * CENT, 10 * CENT + 1));
            prices[0][i] = open;
            prices[1][i] = Math.max(open, close) + 5 * CENT;
            prices[2][i] = Math.max(1, Math.min(open, close) - 5 * CENT);
            prices[3][i] = close;
            volume[i] = Fixed.ONE;
            price = close;
        }
        return BarSeries.of("WALK", 60, time, prices, volume);
    }
}
