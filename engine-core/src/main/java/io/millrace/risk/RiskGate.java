package io.millrace.risk;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import io.millrace.event.codec.RiskAction;
import io.millrace.event.codec.RiskControl;
import io.millrace.event.codec.Side;
import io.millrace.instrument.InstrumentTable;
import io.millrace.intent.OrderIntent;
import java.util.List;

/**
 * The one door from intents to orders: the only maker of {@link ApprovedOrder} and {@link ApprovedCancel}.
 *
 * <p>Every order meets the controls in the order of {@link ControlChain}, on the account as it would be if all open
 * orders filled. The first reject ends it; a control may scale it down, and those after it see what is left. Orders
 * that only reduce a position meet only the controls that bind them. Decide thread; no allocation per order; nothing
 * but the arguments, the trading state and the newest orders decides.
 */
public final class RiskGate implements Stateful {
    private final InstrumentTable instruments;
    private final int strategyCount;
    private final LimitsInForce limits;
    private final RiskBoard board;
    private final ControlChain chain;
    private final RiskWatch watch;
    private final Candidate candidate = new Candidate();
    private final Verdict verdict = new Verdict();
    private final ApprovedOrder approved = new ApprovedOrder();
    private final ApprovedCancel approvedCancel = new ApprovedCancel();

    /** @throws IllegalArgumentException listing all violations of the limits */
    public RiskGate(final RiskLimits limits, final InstrumentTable instruments, final int strategyCount) {
        this(limits, instruments, strategyCount, RiskLimits.UNLIMITED);
    }

    /**
     * The gate of an account in several currencies.
     *
     * @param maxRateAgeNs age of an exchange rate from which on it allows no entry; {@link RiskLimits#UNLIMITED} in an
     *     account of one currency
     */
    public RiskGate(
            final RiskLimits limits,
            final InstrumentTable instruments,
            final int strategyCount,
            final long maxRateAgeNs) {
        final List<String> violations = limits.validate();
        if (!violations.isEmpty()) {
            throw new IllegalArgumentException("risk limits: " + String.join("; ", violations));
        }
        this.instruments = instruments;
        this.strategyCount = strategyCount;
        this.limits = new LimitsInForce(limits);
        this.board = new RiskBoard(strategyCount);
        this.chain = ControlChain.of(this.limits, instruments, strategyCount, board, maxRateAgeNs);
        this.watch = new RiskWatch(limits, chain, board);
    }

    /** What may be changed while it runs. */
    public LimitsInForce limits() {
        return limits;
    }

    /** The controls that act by themselves. */
    public RiskWatch watch() {
        return watch;
    }

    /** {@link #evaluate(OrderIntent, long, OrderOrigin, RiskView, RiskListener)} for a strategy's order. */
    public ApprovedOrder evaluate(
            final OrderIntent intent, final long orderId, final RiskView view, final RiskListener out) {
        return evaluate(intent, orderId, OrderOrigin.STRATEGY, view, out);
    }

    /**
     * Puts an order to the controls; the intent is not changed.
     *
     * @return the order as it may leave, valid until the next call; null when refused
     */
    public ApprovedOrder evaluate(
            final OrderIntent intent,
            final long orderId,
            final OrderOrigin origin,
            final RiskView view,
            final RiskListener out) {
        board.out = out;
        final Candidate order = candidate;
        order.load(intent, orderId, origin, instruments, strategyCount);
        if (order.wellFormed) {
            order.derive(view);
        }
        for (final Control control : chain.controls) {
            if (order.reducing && !control.bindsReducing()) {
                continue;
            }
            control.check(order, view, verdict);
            out.onDecision(
                    orderId,
                    intent.strategy,
                    intent.instrument,
                    control.code(),
                    verdict.action,
                    verdict.limit,
                    verdict.actual);
            if (verdict.action == RiskAction.REJECT) {
                return null;
            }
        }
        if (origin != OrderOrigin.NETTING) {
            for (final Watch each : chain.watches) {
                each.onApproved(intent, view.nowNs());
                each.onSent(orderId, view.nowNs());
            }
        }
        return approve(order, view);
    }

    /** Approves a cancel, in every state. */
    public ApprovedCancel approveCancel(final long orderId, final int strategy, final int instrument) {
        approvedCancel.orderId = orderId;
        approvedCancel.strategy = strategy;
        approvedCancel.instrument = instrument;
        return approvedCancel;
    }

    public TradingState state() {
        return board.killSwitch.state();
    }

    /**
     * Allows only reducing orders until {@link #liftReducing}. These three answer false when it is as tight already.
     */
    public boolean reduce() {
        final TradingState before = state();
        board.killSwitch.addCause(RiskControl.TRADING_STATE, TradingState.ACTIVE.code(), TradingState.REDUCING.code());
        return state() != before;
    }

    /** Allows only reducing orders until a person resumes. */
    public boolean halt() {
        return board.killSwitch.tighten(TradingState.HALTED);
    }

    /** Allows only a flatten until a person resumes. */
    public boolean kill() {
        return board.killSwitch.tighten(TradingState.KILLED);
    }

    /** The cause of {@link #reduce} has gone; false when the state stays what it is. */
    public boolean liftReducing() {
        final TradingState before = state();
        board.killSwitch.removeCause(RiskControl.TRADING_STATE);
        return state() != before;
    }

    /** A person takes every latch and every pause back; false when trading was active. */
    public boolean resume() {
        board.pauses.clear();
        for (final Watch each : chain.watches) {
            each.onResume();
        }
        return board.killSwitch.resume();
    }

    @Override
    public void writeState(final StateSink sink) {
        board.writeState(sink);
        chain.writeState(sink);
        watch.writeState(sink);
        limits.writeState(sink);
    }

    @Override
    public void readState(final StateSource source) {
        board.readState(source);
        chain.readState(source);
        watch.readState(source);
        limits.readState(source);
    }

    private ApprovedOrder approve(final Candidate order, final RiskView view) {
        final OrderIntent intent = order.intent;
        approved.orderId = order.orderId;
        approved.parentOrderId = intent.parentOrderId;
        approved.ocoGroup = intent.ocoGroup;
        approved.quantity = intent.quantity;
        approved.cashQuantity = intent.cashQuantity;
        approved.limitPrice = intent.limitPrice;
        approved.stopPrice = intent.stopPrice;
        approved.referencePrice = intent.referencePrice;
        approved.reservedCash = intent.side == Side.BUY ? reserved(order, view) : 0;
        approved.exposureQuantity = order.exposureQuantity();
        approved.strategy = intent.strategy;
        approved.instrument = intent.instrument;
        approved.side = intent.side;
        approved.type = intent.type;
        approved.timeInForce = intent.timeInForce;
        approved.reducing = order.reducing;
        return approved;
    }

    /** A reducing buy passes without a price; nothing is reserved for what cannot be reckoned. */
    private static long reserved(final Candidate order, final RiskView view) {
        final long needed = order.cashNeeded(view);
        return needed == Saturating.MAX ? 0 : needed;
    }
}
