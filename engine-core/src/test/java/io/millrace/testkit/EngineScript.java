package io.millrace.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.config.Settings;
import io.millrace.engine.EngineConfig;
import io.millrace.engine.EngineFactory;
import io.millrace.engine.StepListener;
import io.millrace.engine.StepLog;
import io.millrace.engine.TradingEngine;
import io.millrace.event.MessageCursor;
import io.millrace.event.Step;
import io.millrace.event.codec.AlertDecoder;
import io.millrace.event.codec.CommandKind;
import io.millrace.event.codec.ExecType;
import io.millrace.event.codec.ExecutionReportDecoder;
import io.millrace.event.codec.FlattenedDecoder;
import io.millrace.event.codec.OrderAction;
import io.millrace.event.codec.OrderCommandDecoder;
import io.millrace.event.codec.QuarantineDecoder;
import io.millrace.event.codec.RiskAction;
import io.millrace.event.codec.RiskDecisionDecoder;
import io.millrace.event.codec.SignalDecoder;
import io.millrace.feed.InputSource;
import io.millrace.fixed.Fixed;
import io.millrace.order.OrderIds;
import io.millrace.risk.LiveLimit;
import io.millrace.strategy.StrategyCatalog;
import io.millrace.strategy.StrategyFactory;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Market events in, decisions out, as short texts. One instrument {@code X} unless more are set; a bar is a minute and
 * follows the one before; trades and quotes come at seconds since the start. No fees, slippage or volume cap unless
 * set.
 *
 * <pre>
 *   enter 95 | 95 x1                     a signal: metric, threshold, factor
 *   new #1 BUY POST_ONLY 2.5 @94.9       an order; cash instead of a quantity: for 9200; a stop: stop 90
 *   cancel #1
 *   new #2 SELL MARKET 3 of 1            an order in another instrument than the first
 *   fill #1 2.5 @94.9 MAKER              what the venue said; also canceled, rejected, expired
 *   replace #1 BUY LIMIT 2.5 @95         new terms; the venue says replaced #1
 *   flattened 0: 1 worth 500             positions left, and their value
 *   risk REJECT KILL_SWITCH              what was not passed as it was
 *   alert STRATEGY_FAILED
 *   quarantine OUT_OF_ORDER
 * </pre>
 *
 * <p>After every step the ledger and the open orders must add up.
 *
 * <p>Orders of strategies but the first are {@code 1#1}. One thread.
 */
public final class EngineScript {
    /** When the script starts: a Monday, 00:00 UTC. */
    public static final long START_NS = RandomMarket.START_NS;

    private static final long SECOND_NS = 1_000_000_000L;
    private static final int BAR_SECONDS = 60;

    private final Settings settings = new Settings();
    private final InputScript inputs = new InputScript();
    private final InputScript recorded = new InputScript();
    private final List<String> said = new ArrayList<>();
    private final InputSource source = new ScriptSource(inputs, false);
    private final Step step = new Step();
    private final MessageCursor cursor = new MessageCursor();
    private StrategyCatalog catalog = StrategyCatalog.standard();
    private TradingEngine engine;
    private long barEndNs = START_NS;

    /** An engine of one strategy on one-minute bars of X. */
    public static EngineScript of(final String strategy) {
        return new EngineScript()
                .set("engine.mode", "backtest")
                .set("venue.slippage", "0")
                .set("venue.participation", "0")
                .set("venue.makerFee", "0")
                .set("venue.takerFee", "0")
                .set("instruments.0.symbol", "X")
                .set("strategies.0.name", strategy)
                .set("strategies.0.timeframe", "1m");
    }

    /** An engine of a strategy that only the test knows. */
    public static EngineScript of(final StrategyFactory strategy) {
        return of(strategy.descriptor().name()).with(strategy);
    }

    public EngineScript with(final StrategyFactory strategy) {
        catalog = catalog.with(strategy);
        return this;
    }

    /** A setting; before the first event. */
    public EngineScript set(final String key, final String value) {
        settings.put(key, value, "test");
        return this;
    }

    /** A parameter of the first strategy; before the first event. */
    public EngineScript param(final String name, final String value) {
        return set("strategies.0.params." + name, value);
    }

    /** The next minute, all of it at one price. */
    public EngineScript bar(final double price) {
        return bar(price, price, price, price);
    }

    /** The next minute. */
    public EngineScript bar(final double open, final double high, final double low, final double close) {
        barEndNs += BAR_SECONDS * SECOND_NS;
        inputs.bar(0, BAR_SECONDS, barEndNs, new long[] {f(open), f(high), f(low), f(close)}, f(1_000));
        return run();
    }

    /**
     * The next so many seconds of several instruments, all of one length: of each its open, high, low and close, or one
     * price, or nothing for no bar. A clock tick
     * ends the slice.
     */
    public EngineScript slice(final int seconds, final double[]... bars) {
        barEndNs += seconds * SECOND_NS;
        for (int i = 0; i < bars.length; i++) {
            if (bars[i].length > 0) {
                final long[] prices = new long[4];
                for (int k = 0; k < prices.length; k++) {
                    prices[k] = f(bars[i][bars[i].length == 1 ? 0 : k]);
                }
                inputs.bar(i, seconds, barEndNs, prices, f(1_000));
            }
        }
        inputs.tick(barEndNs);
        return run();
    }

    /** A bar of so many minutes that ends now. */
    public EngineScript barOf(
            final int minutes, final double open, final double high, final double low, final double close) {
        inputs.bar(0, minutes * BAR_SECONDS, barEndNs, new long[] {f(open), f(high), f(low), f(close)}, f(1_000));
        return run();
    }

    /** Minutes without a bar. */
    public EngineScript skip(final int minutes) {
        barEndNs += minutes * BAR_SECONDS * SECOND_NS;
        return this;
    }

    /** The next minute with its own volume. */
    public EngineScript bar(
            final double open, final double high, final double low, final double close, final double volume) {
        barEndNs += BAR_SECONDS * SECOND_NS;
        inputs.bar(0, BAR_SECONDS, barEndNs, new long[] {f(open), f(high), f(low), f(close)}, f(volume));
        return run();
    }

    public EngineScript trade(final double second, final double price, final double quantity) {
        inputs.trade(0, at(second), f(price), f(quantity));
        return run();
    }

    /** Both sides show 1,000. */
    public EngineScript quote(final double second, final double bid, final double ask) {
        inputs.quote(0, at(second), f(bid), f(ask), f(1_000));
        return run();
    }

    public EngineScript command(final double second, final CommandKind kind) {
        inputs.command(at(second), kind);
        return run();
    }

    /** A change of a limit, in the units of settings. */
    public EngineScript limit(final double second, final LiveLimit limit, final String value, final boolean confirmed) {
        inputs.limit(at(second), limit.number(), limit.parse(value), confirmed);
        return run();
    }

    /** A person has seen that a sleeve's strategy failed. */
    public EngineScript acknowledge(final double second, final long sleeve) {
        inputs.acknowledge(at(second), sleeve);
        return run();
    }

    /** A session begins, the first of its journal. */
    public EngineScript up(final double second) {
        inputs.up(at(second), 1);
        return run();
    }

    /** Runs what was recorded so far in a fresh engine and asserts that it comes to the same state and orders. */
    public EngineScript replaysToTheSameState() {
        final TradingEngine again = new EngineFactory(EngineConfig.read(settings, catalog), catalog)
                .replaying(recorded.source(), StepLog.NONE, StepListener.NONE);
        final Step other = new Step();
        while (again.runOne(other)) {
            // The engine keeps what matters.
        }
        assertEquals(engine.orderHash(), again.orderHash(), "order hash");
        assertEquals(engine.stateHash(), again.stateHash(), "state hash");
        return this;
    }

    /** Hash over all state; after the first event. */
    public long stateHash() {
        return engine.stateHash();
    }

    /** What was said since the last call. */
    public List<String> heard() {
        final List<String> actual = List.copyOf(said);
        said.clear();
        return actual;
    }

    /** Asserts what was said since the last call. */
    public EngineScript says(final String... expected) {
        final List<String> actual = List.copyOf(said);
        said.clear();
        assertEquals(String.join("\n", expected), String.join("\n", actual));
        return this;
    }

    private static long at(final double second) {
        return START_NS + (long) (second * SECOND_NS);
    }

    private static long f(final double value) {
        return Fixed.fromDouble(value);
    }

    private EngineScript run() {
        if (engine == null) {
            engine = new EngineFactory(EngineConfig.read(settings, catalog), catalog)
                    .simulated(source, StepLog.NONE, StepListener.NONE);
        }
        while (engine.runOne(step)) {
            engine.checkConservation();
            read();
        }
        return this;
    }

    private void read() {
        final byte[] input = new byte[step.inputEnd() - Step.INPUT_OFFSET];
        step.buffer().getBytes(Step.INPUT_OFFSET, input);
        recorded.raw(input);
        if (step.inputTemplate() == ExecutionReportDecoder.TEMPLATE_ID) {
            report(new ExecutionReportDecoder()
                    .wrap(
                            step.buffer(),
                            step.inputBlock(),
                            ExecutionReportDecoder.BLOCK_LENGTH,
                            ExecutionReportDecoder.SCHEMA_VERSION));
        }
        cursor.wrap(step.buffer(), step.inputEnd(), step.length());
        while (cursor.next()) {
            message();
        }
    }

    private void message() {
        final DirectBuffer buffer = step.buffer();
        final int block = cursor.block();
        final int length = cursor.blockLength();
        switch (cursor.templateId()) {
            case SignalDecoder.TEMPLATE_ID -> signal(new SignalDecoder().wrap(buffer, block, length, 1));
            case OrderCommandDecoder.TEMPLATE_ID -> order(new OrderCommandDecoder().wrap(buffer, block, length, 1));
            case RiskDecisionDecoder.TEMPLATE_ID -> {
                final RiskDecisionDecoder risk = new RiskDecisionDecoder().wrap(buffer, block, length, 1);
                if (risk.action() != RiskAction.PASS) {
                    said.add("risk " + risk.action() + " " + risk.control());
                }
            }
            case AlertDecoder.TEMPLATE_ID ->
                said.add("alert "
                        + new AlertDecoder().wrap(buffer, block, length, 1).code());
            case QuarantineDecoder.TEMPLATE_ID ->
                said.add("quarantine "
                        + new QuarantineDecoder().wrap(buffer, block, length, 1).reason());
            case FlattenedDecoder.TEMPLATE_ID -> {
                final FlattenedDecoder flat = new FlattenedDecoder().wrap(buffer, block, length, 1);
                said.add("flattened " + flat.strategy() + ": " + flat.positions() + " worth "
                        + Fixed.format(flat.value()));
            }
            default -> {
                // Marks, bars, values, round trips and hashes have tests of their own.
            }
        }
    }

    private void signal(final SignalDecoder signal) {
        final String action = switch (signal.action()) {
            case ENTER_LONG -> "enter ";
            case EXIT_LONG -> "exit ";
            default -> "skip ";
        };
        said.add(action + text(signal.metric()) + " | " + text(signal.threshold()) + " x" + text(signal.factor()));
    }

    private void order(final OrderCommandDecoder order) {
        if (order.action() == OrderAction.CANCEL) {
            said.add("cancel " + id(order.orderId()));
            return;
        }
        final String action = order.action() == OrderAction.REPLACE ? "replace " : "new ";
        final StringBuilder text = new StringBuilder(action + id(order.orderId()))
                .append(' ')
                .append(order.side())
                .append(' ')
                .append(order.orderType());
        text.append(order.cashQuantity() > 0 ? " for " + Fixed.format(order.cashQuantity()) : "");
        text.append(order.quantity() > 0 ? " " + Fixed.format(order.quantity()) : "");
        text.append(order.limitPrice() > 0 ? " @" + Fixed.format(order.limitPrice()) : "");
        text.append(order.stopPrice() > 0 ? " stop " + Fixed.format(order.stopPrice()) : "");
        text.append(order.instrument() > 0 ? " of " + order.instrument() : "");
        said.add(text.toString());
    }

    private void report(final ExecutionReportDecoder report) {
        final String id = id(report.orderId());
        if (report.execType() == ExecType.FILL) {
            said.add("fill " + id + " " + Fixed.format(report.lastQuantity()) + " @" + Fixed.format(report.lastPrice())
                    + " " + report.liquidity() + (report.fee() == 0 ? "" : " fee " + Fixed.format(report.fee())));
        } else if (report.execType() == ExecType.REPLACED) {
            said.add("replaced " + id);
        } else if (report.execType() != ExecType.ACCEPTED && report.execType() != ExecType.TRIGGERED) {
            said.add(report.execType().name().toLowerCase(java.util.Locale.ROOT) + " " + id + " " + report.reason());
        }
    }

    private static String id(final long orderId) {
        final int strategy = OrderIds.strategy(orderId);
        return (strategy == 0 ? "#" : strategy + "#") + (orderId & OrderIds.MAX_SEQUENCE);
    }

    private static String text(final double value) {
        return Fixed.format(Fixed.fromDouble(value));
    }
}
