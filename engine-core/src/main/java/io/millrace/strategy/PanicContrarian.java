package io.millrace.strategy;

import io.millrace.book.ClosedBar;
import io.millrace.calendar.NewYorkClose;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.codec.OrderType;
import io.millrace.event.codec.Side;
import io.millrace.event.codec.SignalAction;
import io.millrace.fixed.Fixed;
import io.millrace.instrument.AssetClass;
import io.millrace.intent.OrderIntent;
import java.util.List;

/**
 * S1 {@code panic-contrarian}: trades against sharp moves of instruments that a crowd panics in.
 *
 * <p>Once a day, when all bars of its time are in, every instrument without a position is judged by its {@link
 * PanicGauge}; the highest scores take the free places. An entry is sized by risk over the distance of its stop and
 * then belongs to its {@link BracketedPosition}. Equities are judged with the bar of their session, crypto at the
 * first event at or after 16:00 New York of each day, or with its bar. {@link DayLoss} shuts entries out for the rest
 * of a bad day.
 */
public final class PanicContrarian implements Strategy {
    /** The registry's entry. */
    public static final StrategyFactory FACTORY = new StrategyFactory() {
        private final StrategyDescriptor descriptor = new StrategyDescriptor(
                "panic-contrarian",
                "Trades against sharp moves of instruments whose volatility, volume and attention show panic.",
                "1d",
                PanicParameters.ALL,
                List.of(
                        "panic after a sharp fall",
                        "panic after a sharp rise",
                        "panic, but returns do not follow attention",
                        "panic, but the day's loss limit is reached",
                        "panic, but all places are taken",
                        "trailing stop",
                        "no attention series; the score goes without it",
                        "no VIX; it gives no stress point",
                        "no SPY; it gives no stress point",
                        "no oil price; it gives no stress point",
                        "the day's loss limit is reached; no entries until the next trading day",
                        "panic, but no cash is left"),
                Universe.MANY,
                List.of("attention:*", "vix", "spy", "oil"));

        @Override
        public StrategyDescriptor descriptor() {
            return descriptor;
        }

        @Override
        public Strategy create(final StrategySetup setup) {
            return new PanicContrarian(setup);
        }
    };

    private static final int FELL = 0;
    private static final int ROSE = 1;
    private static final int UNREACTIVE = 2;
    private static final int LOSS = 3;
    private static final int FULL = 4;
    private static final int TRAILED = 5;
    private static final int NO_ATTENTION = 6;
    private static final int NO_VIX = 7;
    private static final int LOSS_NOTICE = 10;
    private static final int NO_CASH = 11;
    private static final int NONE = -1;
    private static final double DAY_NS = 86_400e9;

    private final double entryScore;
    private final double minReactivity;
    private final double sharpMove;
    private final boolean longOnly;
    private final int stressScore;
    private final double stressFactor;
    private final double riskShare;
    private final double maxValue;
    private final double stopRanges;
    private final int maxPositions;
    private final PanicGauge[] gauges;
    private final BracketedPosition[] brackets;
    private final int[] rangeSlots;
    private final boolean[] crypto;
    /** Instruments with a bar that has not been judged. */
    private final boolean[] pending;

    private final boolean utcEvaluation;
    private final MarketStress stress;
    private final DayLoss loss;
    private final NewYorkClose newYork = new NewYorkClose();
    private long nextCryptoNs = Long.MIN_VALUE;

    private PanicContrarian(final StrategySetup setup) {
        final StrategyParameters parameters = setup.parameters();
        entryScore = parameters.real("entryScore");
        minReactivity = parameters.real("minCri");
        sharpMove = parameters.real("sharpMove");
        longOnly = parameters.isOn("longOnly");
        stressScore = parameters.integer("stressScore");
        stressFactor = parameters.real("stressFactor");
        riskShare = parameters.real("risk");
        maxValue = parameters.real("maxValue");
        stopRanges = parameters.real("stopAtr");
        maxPositions = parameters.integer("maxPositions");
        utcEvaluation = parameters.isOn("utcEvaluation");
        loss = new DayLoss(Fixed.fromDouble(parameters.real("dayLoss")));
        final long maxAgeNs = (long) Math.rint(parameters.real("maxSeriesAge") * DAY_NS);
        stress = new MarketStress(setup, maxAgeNs, NO_VIX);
        final int assets = setup.assets();
        gauges = new PanicGauge[assets];
        brackets = new BracketedPosition[assets];
        rangeSlots = new int[assets];
        crypto = new boolean[assets];
        pending = new boolean[assets];
        for (int asset = 0; asset < assets; asset++) {
            final int series = setup.series("attention:" + setup.symbol(asset));
            gauges[asset] = new PanicGauge(setup, asset, new SeriesReading(series, maxAgeNs, NO_ATTENTION, 0));
            brackets[asset] = new BracketedPosition(
                    stopRanges, parameters.real("targetAtr"), parameters.real("trailAtr"), parameters.real("minTrail"));
            rangeSlots[asset] = setup.indicator(asset, "atr(" + parameters.integer("atrPeriod") + ")");
            crypto[asset] = setup.assetClass(asset) == AssetClass.CRYPTO;
        }
    }

    @Override
    public void onBar(final ClosedBar bar, final StrategyContext context) {
        final int asset = context.asset();
        gauges[asset].onBar(context);
        brackets[asset].onBar(bar.closeAsDouble(), TRAILED, context);
        pending[asset] = true;
    }

    @Override
    public void onSlice(final long closeTimeNs, final StrategyContext context) {
        stress.sample(context);
        watchLoss(closeTimeNs, context);
        final boolean cryptoIsDue = utcEvaluation || isCryptoDue(closeTimeNs);
        judge(cryptoIsDue, true, context);
    }

    @Override
    public void onTrade(final long price, final long quantity, final StrategyContext context) {
        onPrice(context);
    }

    @Override
    public void onQuote(final long bid, final long ask, final StrategyContext context) {
        onPrice(context);
    }

    @Override
    public void onFill(final Fill fill, final StrategyContext context) {
        brackets[context.asset()].onFill(fill, context);
    }

    @Override
    public void onOrderEnded(final long orderId, final StrategyContext context) {
        brackets[context.asset()].onOrderEnded(orderId, context);
    }

    private void onPrice(final StrategyContext context) {
        final long nowNs = context.nowNs();
        watchLoss(nowNs, context);
        if (!utcEvaluation && isCryptoDue(nowNs)) {
            judge(true, false, context);
        }
    }

    private void watchLoss(final long timeNs, final StrategyContext context) {
        if (loss.observe(timeNs, context.accountEquity(), context.accountDeposits())) {
            context.notice(
                    LOSS_NOTICE, Fixed.toDouble(context.accountEquity()) / Fixed.toDouble(loss.startEquity()) - 1);
        }
    }

    /** True once a day, at the first event at or after 16:00 New York. */
    private boolean isCryptoDue(final long timeNs) {
        if (timeNs < nextCryptoNs) {
            return false;
        }
        nextCryptoNs = newYork.after(timeNs);
        return true;
    }

    private void judge(final boolean cryptoIsDue, final boolean othersAreDue, final StrategyContext context) {
        int candidate = highest(cryptoIsDue, othersAreDue, context);
        while (candidate != NONE) {
            pending[candidate] = false;
            enter(context.of(candidate), context);
            candidate = highest(cryptoIsDue, othersAreDue, context);
        }
    }

    /** The highest score above the threshold of what is due; what stays below it is judged with that. */
    private int highest(final boolean cryptoIsDue, final boolean othersAreDue, final StrategyContext context) {
        int best = NONE;
        double bestScore = entryScore;
        for (int asset = 0; asset < gauges.length; asset++) {
            if (!pending[asset] || !(crypto[asset] ? cryptoIsDue : othersAreDue)) {
                continue;
            }
            if (gauges[asset].isWarm()) {
                gauges[asset].tellIfMissing(context.of(asset));
                stress.tellIfMissing(context);
            }
            final double score = gauges[asset].score();
            if (!(score > entryScore)) {
                pending[asset] = false;
            } else if (score > bestScore) {
                best = asset;
                bestScore = score;
            }
        }
        return best;
    }

    private void enter(final StrategyContext view, final StrategyContext context) {
        final int asset = view.asset();
        final PanicGauge gauge = gauges[asset];
        final int direction = -gauge.sharpMove(sharpMove);
        final boolean shortable = !longOnly && !crypto[asset];
        if (!brackets[asset].isIdle() || direction == 0 || (direction < 0 && !shortable) || !view.mayTrade()) {
            return;
        }
        final int obstacle = obstacle(gauge);
        if (obstacle != NONE) {
            view.signal(SignalAction.SKIP, 0, gauge.score(), entryScore, 1, obstacle);
            return;
        }
        order(direction, view, stress.score(context) >= stressScore ? stressFactor : 1);
    }

    private int obstacle(final PanicGauge gauge) {
        // Not "below": a correlation that is not known yet is no permission.
        if (gauge.hasAttention() && !(gauge.reactivity() >= minReactivity)) {
            return UNREACTIVE;
        }
        if (loss.isTripped()) {
            return LOSS;
        }
        int taken = 0;
        for (final BracketedPosition bracket : brackets) {
            taken += bracket.isIdle() ? 0 : 1;
        }
        return taken >= maxPositions ? FULL : NONE;
    }

    private void order(final int direction, final StrategyContext view, final double sizeFactor) {
        final int asset = view.asset();
        final double range = view.indicator(rangeSlots[asset]);
        final double price = Fixed.toDouble(view.lastPrice());
        final double equity = Fixed.toDouble(view.equity());
        final double stopDistance = stopRanges * range;
        // A range of 0, or one as large as the price, leaves no place for a stop. False for NaN.
        if (!(stopDistance > 0 && stopDistance < price && equity > 0)) {
            return;
        }
        final double byRisk = equity * riskShare / stopDistance * price;
        final double wanted = Math.min(byRisk, maxValue) * sizeFactor;
        final long value = Math.min(view.sized(Fixed.fromDouble(wanted)), view.availableCash());
        final long quantity = view.floorToLot(Fixed.divideDown(Math.max(0, value), view.lastPrice()));
        final double score = gauges[asset].score();
        if (quantity == 0) {
            view.signal(SignalAction.SKIP, 0, score, entryScore, sizeFactor, NO_CASH);
            return;
        }
        final double weight = direction * Fixed.toDouble(value) / equity;
        final SignalAction action = direction > 0 ? SignalAction.ENTER_LONG : SignalAction.ENTER_SHORT;
        view.signal(action, weight, score, entryScore, sizeFactor, direction > 0 ? FELL : ROSE);
        final long entry = submit(direction, value, quantity, view);
        if (entry != StrategyContext.REFUSED) {
            brackets[asset].begin(entry, direction, range);
        }
    }

    /** A purchase is in cash, so that neither the sleeve nor the largest value is exceeded by a gap to the fill. */
    private static long submit(final int direction, final long value, final long quantity, final StrategyContext view) {
        if (direction > 0) {
            return view.buyForCash(value);
        }
        final OrderIntent order = view.intent();
        order.side = Side.SELL;
        order.type = OrderType.MARKET;
        order.quantity = quantity;
        return view.submit(order);
    }

    @Override
    public void onSplit(final int to, final int from, final StrategyContext context) {
        brackets[context.asset()].onSplit(to, from);
    }

    @Override
    public void writeState(final StateSink sink) {
        for (int asset = 0; asset < gauges.length; asset++) {
            gauges[asset].writeState(sink);
            brackets[asset].writeState(sink);
            sink.putLong(pending[asset] ? 1 : 0);
        }
        stress.writeState(sink);
        loss.writeState(sink);
        sink.putLong(nextCryptoNs);
    }

    @Override
    public void readState(final StateSource source) {
        for (int asset = 0; asset < gauges.length; asset++) {
            gauges[asset].readState(source);
            brackets[asset].readState(source);
            pending[asset] = source.getBoolean("PanicContrarian.pending");
        }
        stress.readState(source);
        loss.readState(source);
        nextCryptoNs = source.getLong();
    }
}
