package io.millrace.strategy;

import io.millrace.book.ClosedBar;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.codec.Side;
import io.millrace.event.codec.SignalAction;
import io.millrace.fixed.Fixed;
import java.util.List;

/**
 * S6 {@code equity-reversal}: buys last week's losers for a week.
 *
 * <p>After the last session of each week the instruments with a bar of that session are ranked by their return over
 * {@code lookback} bars; the lowest {@code share} of them are bought at the next open, equally weighted. A chosen
 * instrument that is held is held on and its time starts again; what is held and not chosen is sold at the same open
 * when {@code rotate} is on. Every position has a stop order {@code stop} below its entry, and is sold after {@code
 * holdSessions} sessions.
 *
 * <p>Buys wait for the cash of the sells when risk does not count it as there already.
 */
public final class EquityReversal implements Strategy {
    /** The registry's entry. */
    public static final StrategyFactory FACTORY = new StrategyFactory() {
        private final StrategyDescriptor descriptor = new StrategyDescriptor(
                "equity-reversal",
                "Each week buys the tenth of a universe that fell most, equally weighted, for five sessions.",
                "1d",
                List.of(
                        ParameterSpec.integer("lookback", 1, 1_000, 5, "bars of the return that ranks"),
                        ParameterSpec.real("share", 0.001, 1, 0.1, "part of the ranked instruments that is bought"),
                        ParameterSpec.real("stop", 0.001, 0.99, 0.05, "hard stop below the entry, as a fraction"),
                        ParameterSpec.integer("holdSessions", 1, 1_000, 5, "sessions after which a position is sold"),
                        ParameterSpec.integer("leastNames", 1, 100_000, 10, "fewer with a return are not ranked"),
                        ParameterSpec.onOff("rotate", true, "a ranking also sells what it does not choose")),
                List.of(
                        "among the lowest returns of the week",
                        "not among the lowest returns any more",
                        "held for its time",
                        "too few instruments with a return to rank; parameter leastNames is the least"),
                Universe.MANY,
                List.of());

        @Override
        public StrategyDescriptor descriptor() {
            return descriptor;
        }

        @Override
        public Strategy create(final StrategySetup setup) {
            return new EquityReversal(setup);
        }
    };

    private static final int CHOSEN = 0;
    private static final int DROPPED = 1;
    private static final int TIME = 2;
    private static final int TOO_FEW = 3;
    private static final double PERCENT = 100;

    /** A tenth of 30 is 3, also where 0.1 * 30 is a little less in binary. */
    private static final double ROUNDING = 1e-9;

    /** With exits on their way, buys that lack more than this part of their cash wait for it. */
    private static final long ENOUGH = 90 * Fixed.ONE / 100;

    private final TradingWeek week;
    private final int lookback;
    private final double share;
    private final int holdSessions;
    private final int leastNames;
    private final boolean rotate;
    private final int[] returnSlots;
    private final GuardedPosition[] guards;
    private final int[] sinceSession;
    private final boolean[] chosen;
    private final boolean[] wanted;
    private int sessions;
    private int lastDay = Integer.MIN_VALUE;
    private int basket;
    private double cut;
    private boolean toldTooFew;

    private EquityReversal(final StrategySetup setup) {
        final StrategyParameters parameters = setup.parameters();
        week = TradingWeek.of(setup);
        lookback = parameters.integer("lookback");
        share = parameters.real("share");
        holdSessions = parameters.integer("holdSessions");
        leastNames = parameters.integer("leastNames");
        rotate = parameters.isOn("rotate");
        final int assets = setup.assets();
        returnSlots = new int[assets];
        guards = new GuardedPosition[assets];
        for (int asset = 0; asset < assets; asset++) {
            returnSlots[asset] = setup.indicator(asset, "roc(" + lookback + ")");
            guards[asset] = new GuardedPosition();
            guards[asset].stopByShare(Fixed.fromDouble(parameters.real("stop")));
        }
        sinceSession = new int[assets];
        chosen = new boolean[assets];
        wanted = new boolean[assets];
    }

    @Override
    public void onBar(final ClosedBar bar, final StrategyContext context) {
        guards[context.asset()].onBar(context);
    }

    @Override
    public void onFill(final Fill fill, final StrategyContext context) {
        final int asset = context.asset();
        guards[asset].onFill(fill, context);
        if (fill.side() == Side.BUY) {
            sinceSession[asset] = sessions;
        } else {
            buyWanted(context);
        }
    }

    @Override
    public void onOrderEnded(final long orderId, final StrategyContext context) {
        guards[context.asset()].onOrderEnded(orderId, context);
        buyWanted(context);
    }

    @Override
    public void onSlice(final long closeTimeNs, final StrategyContext context) {
        final int day = TradingWeek.dayOf(closeTimeNs);
        if (day == lastDay || !week.endsSession(closeTimeNs)) {
            return;
        }
        lastDay = day;
        sessions++;
        final boolean ranked = week.endsWeek(day) && choose(closeTimeNs, context);
        if (ranked) {
            keepOrDrop(context);
        }
        sellOld(context);
        if (ranked) {
            want(context);
        }
        buyWanted(context);
    }

    /** Marks the lowest returns; false when there are too few to rank. */
    private boolean choose(final long closeTimeNs, final StrategyContext context) {
        int ranked = 0;
        for (int asset = 0; asset < chosen.length; asset++) {
            chosen[asset] = false;
            if (!Double.isNaN(returnOf(asset, closeTimeNs, context))) {
                ranked++;
            }
        }
        if (ranked < leastNames) {
            tellTooFew(ranked, context);
            return false;
        }
        basket = Math.max(1, (int) (ranked * share + ROUNDING));
        for (int place = 0; place < basket; place++) {
            final int next = lowest(closeTimeNs, context);
            chosen[next] = true;
            cut = changeOf(next, context);
        }
        return true;
    }

    /** The lowest return that is not chosen yet; of equal ones the first in the universe. */
    private int lowest(final long closeTimeNs, final StrategyContext context) {
        int best = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int asset = 0; asset < chosen.length; asset++) {
            final double value = chosen[asset] ? Double.NaN : returnOf(asset, closeTimeNs, context);
            if (value < least) {
                least = value;
                best = asset;
            }
        }
        return best;
    }

    /** NaN without a bar that closed now, and before the warm-up. */
    private double returnOf(final int asset, final long closeTimeNs, final StrategyContext context) {
        final StrategyContext one = context.of(asset);
        return one.barCloseNs() == closeTimeNs && one.mayTrade() ? one.indicator(returnSlots[asset]) : Double.NaN;
    }

    private double changeOf(final int asset, final StrategyContext context) {
        return context.of(asset).indicator(returnSlots[asset]) / PERCENT;
    }

    private void keepOrDrop(final StrategyContext context) {
        for (int asset = 0; asset < chosen.length; asset++) {
            final StrategyContext one = context.of(asset);
            if (chosen[asset] && one.position() > 0) {
                sinceSession[asset] = sessions;
            } else if (rotate && !chosen[asset]) {
                leave(asset, changeOf(asset, context), cut, DROPPED, one);
            }
        }
    }

    private void sellOld(final StrategyContext context) {
        for (int asset = 0; asset < chosen.length; asset++) {
            final int held = sessions - sinceSession[asset];
            if (held >= holdSessions) {
                leave(asset, held, holdSessions, TIME, context.of(asset));
            }
        }
    }

    private void leave(
            final int asset,
            final double metric,
            final double threshold,
            final int reason,
            final StrategyContext context) {
        if (context.position() > 0 && !guards[asset].isLeaving()) {
            context.signal(SignalAction.EXIT_LONG, 0, metric, threshold, 1, reason);
            guards[asset].exit(context);
        }
    }

    private void want(final StrategyContext context) {
        for (int asset = 0; asset < chosen.length; asset++) {
            final StrategyContext one = context.of(asset);
            wanted[asset] = chosen[asset] && one.position() == 0 && !one.hasOpenOrders();
            if (wanted[asset]) {
                one.signal(SignalAction.ENTER_LONG, 1.0 / basket, changeOf(asset, context), cut, 1, CHOSEN);
            }
        }
    }

    /** An equal part of the equity each; less when there is less, but not while exits may still bring it. */
    private void buyWanted(final StrategyContext context) {
        int count = 0;
        boolean leaving = false;
        boolean closing = false;
        for (int asset = 0; asset < wanted.length; asset++) {
            count += wanted[asset] ? 1 : 0;
            leaving |= guards[asset].isLeaving();
            closing |= guards[asset].isClosing(context.of(asset));
        }
        if (count == 0 || closing) {
            return;
        }
        final long part = context.sized(context.equity() / basket);
        final long each = Math.min(part, context.availableCash() / count);
        if (leaving && each < Fixed.multiply(part, ENOUGH)) {
            return;
        }
        for (int asset = 0; asset < wanted.length; asset++) {
            if (wanted[asset] && each > 0) {
                context.of(asset).buyForCash(each);
            }
            wanted[asset] = false;
        }
    }

    private void tellTooFew(final int ranked, final StrategyContext context) {
        // Before the lookback nothing has a return, which is no lack of instruments.
        if (!toldTooFew && sessions > lookback && context.mayTrade()) {
            toldTooFew = true;
            context.notice(TOO_FEW, ranked);
        }
    }

    @Override
    public void onSplit(final int to, final int from, final StrategyContext context) {
        guards[context.asset()].onSplit(to, from);
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putLong(sessions);
        sink.putLong(lastDay);
        sink.putLong(basket);
        sink.putDouble(cut);
        sink.putLong(toldTooFew ? 1 : 0);
        for (int asset = 0; asset < guards.length; asset++) {
            guards[asset].writeState(sink);
            sink.putLong(sinceSession[asset]);
            sink.putLong((chosen[asset] ? 1 : 0) | (wanted[asset] ? 2 : 0));
        }
    }

    @Override
    public void readState(final StateSource source) {
        sessions = source.getInt("EquityReversal.sessions");
        lastDay = source.getInt("EquityReversal.lastDay");
        basket = source.getInt("EquityReversal.basket");
        cut = source.getDouble();
        toldTooFew = source.getBoolean("EquityReversal.toldTooFew");
        for (int asset = 0; asset < guards.length; asset++) {
            guards[asset].readState(source);
            sinceSession[asset] = source.getInt("EquityReversal.sinceSession");
            final int flags = source.getFlags("EquityReversal.flags", 3);
            chosen[asset] = (flags & 1) != 0;
            wanted[asset] = (flags & 2) != 0;
        }
    }
}
