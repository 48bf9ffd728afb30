package io.millrace.engine;

import io.millrace.config.Settings;
import io.millrace.event.MessageCursor;
import io.millrace.event.Step;
import io.millrace.event.codec.InternalFillDecoder;
import io.millrace.event.codec.OrderCommandDecoder;
import io.millrace.event.codec.RegimeDecoder;
import io.millrace.event.codec.TransferDecoder;
import io.millrace.strategy.StrategyFactory;
import io.millrace.strategy.StrategyRegistry;
import io.millrace.testkit.AllocationProbe;
import io.millrace.testkit.InputScript;
import io.millrace.testkit.StrategyMarket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * How much the steps of a shipped strategy, or of a whole portfolio, allocate. The market is played several times:
 * the first run loads every class that it needs. Of the others all steps after the warm-up are counted, none is left
 * out; the session does not end.
 *
 * <p>As a main class it measures each of {@link #names} and prints a line for it. Arguments: the seed and how
 * often it is played at most.
 */
final class StrategyAllocation {
    private static final int DAYS = 300;
    private static final int WARM_UP_STEPS = 4_500;
    private static final int[] COUNTED = {
        OrderCommandDecoder.TEMPLATE_ID,
        InternalFillDecoder.TEMPLATE_ID,
        TransferDecoder.TEMPLATE_ID,
        RegimeDecoder.TEMPLATE_ID
    };

    private final MessageCursor cursor = new MessageCursor();
    private final Step step = new Step();
    private final int[] said = new int[COUNTED.length];
    private TradingEngine engine;
    private int counted;

    private StrategyAllocation() {}

    /**
     * What was counted.
     *
     * @param bytes least of the counted runs, all steps together
     * @param said how many orders, internal fills, transfers and regimes there were in those steps
     */
    record Result(String name, long bytes, int steps, int[] said) {
        @Override
        public String toString() {
            return name + " bytes=" + bytes + " steps=" + steps + " orders=" + said[0] + " internal=" + said[1]
                    + " transfers=" + said[2] + " regimes=" + said[3];
        }
    }

    static List<String> names() {
        final List<String> names = new ArrayList<>(StrategyRegistry.names());
        names.add("portfolio");
        names.add("currencies");
        return names;
    }

    public static void main(final String[] arguments) {
        for (final String name : names()) {
            System.out.println(of(name, Long.parseLong(arguments[0]), Integer.parseInt(arguments[1])));
        }
    }

    static Result of(final String name, final long seed, final int runs) {
        final InputScript whole = StrategyMarket.inputs(new Random(seed), DAYS);
        final InputScript script = new InputScript();
        for (int i = 0; i < whole.size() - 1; i++) {
            script.raw(whole.message(i));
        }
        final EngineFactory factory = new EngineFactory(EngineConfig.read(settings(name)));
        long least = Long.MAX_VALUE;
        StrategyAllocation run = new StrategyAllocation();
        for (int i = 0; i < runs && least > 0; i++) {
            run = new StrategyAllocation();
            run.engine = factory.simulated(script.source(), StepLog.NONE, StepListener.NONE);
            run.play(WARM_UP_STEPS);
            run.forget();
            final StrategyAllocation counting = run;
            final long bytes = new AllocationProbe().leastBytes(1, () -> counting.play(Integer.MAX_VALUE));
            least = i == 0 ? Long.MAX_VALUE : Math.min(least, bytes);
        }
        return new Result(name, least, run.counted, run.said);
    }

    private void forget() {
        counted = 0;
        Arrays.fill(said, 0);
    }

    private void play(final int steps) {
        for (int i = 0; i < steps && engine.runOne(step); i++) {
            counted++;
            cursor.outputs(step);
            while (cursor.next()) {
                for (int kind = 0; kind < COUNTED.length; kind++) {
                    if (cursor.templateId() == COUNTED[kind]) {
                        said[kind]++;
                    }
                }
            }
        }
    }

    private static Settings settings(final String name) {
        if (name.equals("portfolio")) {
            return portfolio(StrategyMarket.market());
        }
        if (name.equals("currencies")) {
            return portfolio(StrategyMarket.market()
                    .put("portfolio.currency", "USD", "test")
                    .put("instruments.1.currency", "EUR", "test")
                    .put("instruments.3.symbol", "EURUSD", "test"));
        }
        final Settings settings = StrategyMarket.market();
        for (final StrategyFactory factory : StrategyRegistry.all()) {
            if (factory.descriptor().name().equals(name)) {
                StrategyMarket.strategy(settings, 0, factory.descriptor());
            }
        }
        return settings;
    }

    /** Every strategy with a budget, netted, moved about, cut by regimes and charged for shorts. */
    private static Settings portfolio(final Settings settings) {
        int id = 0;
        for (final StrategyFactory factory : StrategyRegistry.all()) {
            StrategyMarket.strategy(settings, id, factory.descriptor());
            settings.put("strategies." + id++ + ".budget", "0.08", "test");
        }
        return settings.put("portfolio.capital", "200000", "test")
                .put("portfolio.rebalance", "weekly", "test")
                .put("portfolio.borrow.equity", "0.01", "test")
                .put("regimes.equity.symbol", "SPY", "test")
                .put("regimes.equity.average", "6", "test")
                .put("regimes.equity.momentum", "3", "test")
                .put("regimes.crypto.symbol", "BTC", "test")
                .put("regimes.crypto.average", "6", "test")
                .put("regimes.crypto.momentum", "3", "test")
                .put("regimes.volatility.series", "vix", "test")
                .put("regimes.holdBars", "2", "test")
                .put("regimes.table.equity.bear", "0.5", "test")
                .put("regimes.table.crypto.bear", "0.25", "test")
                .put("risk.stopWithinMs", "2000", "test");
    }
}
