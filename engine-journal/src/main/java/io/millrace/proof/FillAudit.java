package io.millrace.proof;

import io.millrace.engine.StepListener;
import io.millrace.event.MessageCursor;
import io.millrace.event.Step;
import io.millrace.event.codec.BarDecoder;
import io.millrace.event.codec.ExecType;
import io.millrace.event.codec.ExecutionReportDecoder;
import io.millrace.event.codec.OrderAction;
import io.millrace.event.codec.OrderCommandDecoder;
import io.millrace.event.codec.OrderType;
import io.millrace.event.codec.QuarantineDecoder;
import io.millrace.event.codec.QuoteDecoder;
import io.millrace.event.codec.Side;
import io.millrace.event.codec.TradeDecoder;
import io.millrace.feed.InputMessage;
import io.millrace.fixed.Fixed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.agrona.DirectBuffer;

/**
 * Holds every fill against what the market offered after its order: a bar that opened at or after the order's time, or
 * a trade at or after it. A market order may fill no better than that bar's open, any order no better than its range.
 *
 * <p>A venue's report comes before the event that made it, so a fill is judged when the next events of its instrument
 * are in. An instrument with quotes is not judged: the touch is not kept here. Shown the steps of one run in order.
 */
public final class FillAudit implements StepListener {
    private static final int MAX_FINDINGS = 3;

    private final MessageCursor cursor = new MessageCursor();
    private final OrderCommandDecoder order = new OrderCommandDecoder();
    private final ExecutionReportDecoder report = new ExecutionReportDecoder();
    private final BarDecoder bar = new BarDecoder();
    private final TradeDecoder trade = new TradeDecoder();
    private final Map<Long, Placed> placed = new HashMap<>();
    private final Set<Integer> quoted = new HashSet<>();
    private final List<Pending> pending = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private long fills;
    private long early;

    /** An order on its way, with the best prices that the market offered since. */
    private static final class Placed {
        private final int instrument;
        private final long timeNs;
        private final boolean market;
        private long lowest = Long.MAX_VALUE;
        private long highest = Long.MIN_VALUE;
        private boolean judged;

        Placed(final int instrument, final long timeNs, final boolean market) {
            this.instrument = instrument;
            this.timeNs = timeNs;
            this.market = market;
        }

        /** What was to be had from {@code fromNs} on; a market order takes the first price, whatever follows. */
        void offered(final int of, final long fromNs, final long first, final long low, final long high) {
            if (of == instrument && fromNs >= timeNs) {
                lowest = Math.min(lowest, market ? first : low);
                highest = Math.max(highest, market ? first : high);
            }
        }
    }

    private record Pending(long step, long orderId, boolean buy, long price, Placed order) {}

    @Override
    public void onStep(final Step step) {
        final DirectBuffer buffer = step.buffer();
        final int block = step.inputBlock();
        switch (step.inputTemplate()) {
            case ExecutionReportDecoder.TEMPLATE_ID -> onReport(step);
            case BarDecoder.TEMPLATE_ID -> {
                if (isUsed(step)) {
                    bar.wrap(buffer, block, BarDecoder.BLOCK_LENGTH, BarDecoder.SCHEMA_VERSION);
                    onBar();
                }
            }
            case TradeDecoder.TEMPLATE_ID -> {
                if (isUsed(step)) {
                    trade.wrap(buffer, block, TradeDecoder.BLOCK_LENGTH, TradeDecoder.SCHEMA_VERSION);
                    onTrade();
                }
            }
            case QuoteDecoder.TEMPLATE_ID -> quoted.add(InputMessage.instrument(buffer, Step.INPUT_OFFSET));
            default -> {
                // Nothing else has a price that this audit judges by.
            }
        }
        onOrders(step);
    }

    /** Fills seen. */
    public long fills() {
        return fills;
    }

    /** What was found; the first few, the last one says how many there were. */
    public List<Finding> findings() {
        final List<Finding> all = new ArrayList<>(findings);
        if (early > all.size()) {
            all.add(Finding.of(FindingKind.EARLY_FILL, early + " of " + fills + " fills in all"));
        }
        return all;
    }

    private void onOrders(final Step step) {
        cursor.outputs(step);
        while (cursor.next()) {
            if (cursor.templateId() == OrderCommandDecoder.TEMPLATE_ID) {
                order.wrap(step.buffer(), cursor.block(), cursor.blockLength(), cursor.version());
                if (order.action() == OrderAction.NEW) {
                    final boolean market = order.orderType() == OrderType.MARKET;
                    placed.put(order.orderId(), new Placed((int) order.instrument(), step.engineTimeNs(), market));
                }
            }
        }
    }

    private void onReport(final Step step) {
        report.wrap(
                step.buffer(),
                step.inputBlock(),
                ExecutionReportDecoder.BLOCK_LENGTH,
                ExecutionReportDecoder.SCHEMA_VERSION);
        final Placed of = placed.get(report.orderId());
        if (report.execType() == ExecType.FILL) {
            fills++;
            if (of != null) {
                final boolean buy = report.side() == Side.BUY;
                pending.add(new Pending(step.sequence(), report.orderId(), buy, report.lastPrice(), of));
            }
        }
        if (isEnd()) {
            placed.remove(report.orderId());
        }
    }

    private boolean isEnd() {
        return switch (report.execType()) {
            case FILL -> report.leavesQuantity() == 0;
            case REJECTED, CANCELED, EXPIRED -> true;
            default -> false;
        };
    }

    private void onBar() {
        final int instrument = (int) bar.instrument();
        offer(instrument, bar.openTime(), bar.openPrice(), bar.lowPrice(), bar.highPrice());
        judge(instrument);
    }

    private void onTrade() {
        final int instrument = (int) trade.instrument();
        offer(instrument, trade.eventTime(), trade.price(), trade.price(), trade.price());
        judge(instrument);
    }

    private void offer(final int instrument, final long fromNs, final long first, final long low, final long high) {
        for (final Placed open : placed.values()) {
            open.offered(instrument, fromNs, first, low, high);
        }
        for (final Pending fill : pending) {
            fill.order.offered(instrument, fromNs, first, low, high);
        }
    }

    /** The events of the instrument up to the one that the fill was reported before are in. */
    private void judge(final int instrument) {
        for (int i = pending.size() - 1; i >= 0; i--) {
            final Pending fill = pending.get(i);
            if (fill.order.instrument == instrument) {
                pending.remove(i);
                if (!quoted.contains(instrument)) {
                    judge(fill);
                }
            }
        }
    }

    private void judge(final Pending fill) {
        final Placed of = fill.order;
        final boolean offered = of.lowest <= of.highest;
        final boolean better = offered && (fill.buy ? fill.price < of.lowest : fill.price > of.highest);
        if ((offered && !better) || of.judged) {
            return;
        }
        of.judged = true;
        early++;
        if (findings.size() < MAX_FINDINGS) {
            final String best = offered
                    ? "the best price after the order was " + Fixed.format(fill.buy ? of.lowest : of.highest)
                    : "no price was to be had after the order";
            findings.add(Finding.of(
                    FindingKind.EARLY_FILL,
                    "step " + fill.step + ": order " + fill.orderId + " " + (fill.buy ? "bought" : "sold") + " at "
                            + Fixed.format(fill.price) + ", but " + best + "; it was decided at "
                            + Times.iso(of.timeNs)));
        }
    }

    private boolean isUsed(final Step step) {
        cursor.frames(step);
        return !cursor.next() || cursor.templateId() != QuarantineDecoder.TEMPLATE_ID;
    }
}
