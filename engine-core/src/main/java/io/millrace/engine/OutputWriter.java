package io.millrace.engine;

import io.millrace.event.Step;
import io.millrace.event.codec.AlertCode;
import io.millrace.event.codec.AlertEncoder;
import io.millrace.event.codec.ChargeEncoder;
import io.millrace.event.codec.ChargeKind;
import io.millrace.event.codec.CurrencyExchangeEncoder;
import io.millrace.event.codec.CurrencyMarkEncoder;
import io.millrace.event.codec.CurrencyRateEncoder;
import io.millrace.event.codec.FlattenedEncoder;
import io.millrace.event.codec.InternalFillEncoder;
import io.millrace.event.codec.RegimeDimension;
import io.millrace.event.codec.RegimeEncoder;
import io.millrace.event.codec.RegimeState;
import io.millrace.event.codec.RiskAction;
import io.millrace.event.codec.RiskControl;
import io.millrace.event.codec.RiskDecisionEncoder;
import io.millrace.event.codec.RoundTripEncoder;
import io.millrace.event.codec.Severity;
import io.millrace.event.codec.Side;
import io.millrace.event.codec.SignalAction;
import io.millrace.event.codec.SignalEncoder;
import io.millrace.event.codec.StateHashEncoder;
import io.millrace.event.codec.TransferEncoder;

/** Writes the outputs of the step at hand. Owned by the decide stage; orders are written elsewhere, by the desk. */
final class OutputWriter {
    private final SignalEncoder signal = new SignalEncoder();
    private final RiskDecisionEncoder risk = new RiskDecisionEncoder();
    private final AlertEncoder alert = new AlertEncoder();
    private final RoundTripEncoder roundTrip = new RoundTripEncoder();
    private final FlattenedEncoder flattened = new FlattenedEncoder();
    private final TransferEncoder transfer = new TransferEncoder();
    private final RegimeEncoder regime = new RegimeEncoder();
    private final ChargeEncoder charge = new ChargeEncoder();
    private final InternalFillEncoder internalFill = new InternalFillEncoder();
    private final CurrencyRateEncoder currencyRate = new CurrencyRateEncoder();
    private final CurrencyExchangeEncoder exchange = new CurrencyExchangeEncoder();
    private final CurrencyMarkEncoder currencyMark = new CurrencyMarkEncoder();
    private final StateHashEncoder hash = new StateHashEncoder();
    private Step step;

    void begin(final Step current) {
        if (step != current) {
            step = current;
        }
    }

    Step step() {
        return step;
    }

    SignalEncoder signal(final int strategy, final int instrument, final SignalAction action) {
        return signal.wrap(step.mutableBuffer(), step.claim(SignalEncoder.TEMPLATE_ID, SignalEncoder.BLOCK_LENGTH))
                .instrument(instrument)
                .strategy(strategy)
                .action(action);
    }

    void riskDecision(
            final long orderId,
            final int strategy,
            final int instrument,
            final RiskControl control,
            final RiskAction action,
            final double limit,
            final double actual) {
        risk.wrap(step.mutableBuffer(), step.claim(RiskDecisionEncoder.TEMPLATE_ID, RiskDecisionEncoder.BLOCK_LENGTH))
                .orderId(orderId)
                .limitValue(limit)
                .actual(actual)
                .instrument(instrument)
                .strategy(strategy)
                .control(control)
                .action(action);
    }

    void alert(
            final AlertCode code,
            final Severity severity,
            final int strategy,
            final int instrument,
            final long subject,
            final double value,
            final double limit) {
        alert.wrap(step.mutableBuffer(), step.claim(AlertEncoder.TEMPLATE_ID, AlertEncoder.BLOCK_LENGTH))
                .value(value)
                .limitValue(limit)
                .subject(subject)
                .instrument(instrument)
                .strategy(strategy)
                .code(code)
                .severity(severity);
    }

    RoundTripEncoder roundTrip(final int strategy, final int instrument, final Side side) {
        return roundTrip
                .wrap(step.mutableBuffer(), step.claim(RoundTripEncoder.TEMPLATE_ID, RoundTripEncoder.BLOCK_LENGTH))
                .instrument(instrument)
                .strategy(strategy)
                .side(side);
    }

    FlattenedEncoder flattened(final int strategy) {
        return flattened
                .wrap(step.mutableBuffer(), step.claim(FlattenedEncoder.TEMPLATE_ID, FlattenedEncoder.BLOCK_LENGTH))
                .strategy(strategy);
    }

    void transfer(final long amount, final long nav, final int fromSleeve, final int toSleeve) {
        transfer.wrap(step.mutableBuffer(), step.claim(TransferEncoder.TEMPLATE_ID, TransferEncoder.BLOCK_LENGTH))
                .amount(amount)
                .nav(nav)
                .fromSleeve(fromSleeve)
                .toSleeve(toSleeve);
    }

    void regime(
            final RegimeDimension dimension,
            final RegimeState previous,
            final RegimeState current,
            final double metric,
            final double reference,
            final int bars) {
        regime.wrap(step.mutableBuffer(), step.claim(RegimeEncoder.TEMPLATE_ID, RegimeEncoder.BLOCK_LENGTH))
                .metric(metric)
                .reference(reference)
                .bars(bars)
                .dimension(dimension)
                .previous(previous)
                .current(current);
    }

    ChargeEncoder charge(final int strategy, final int instrument) {
        return charge.wrap(step.mutableBuffer(), step.claim(ChargeEncoder.TEMPLATE_ID, ChargeEncoder.BLOCK_LENGTH))
                .instrument(instrument)
                .strategy(strategy)
                .kind(ChargeKind.BORROW);
    }

    void internalFill(final CrossSide side, final long counterOrderId, final long quantity, final long price) {
        internalFill
                .wrap(
                        step.mutableBuffer(),
                        step.claim(InternalFillEncoder.TEMPLATE_ID, InternalFillEncoder.BLOCK_LENGTH))
                .orderId(side.orderId())
                .counterOrderId(counterOrderId)
                .quantity(quantity)
                .price(price)
                .instrument(side.instrument())
                .strategy(side.strategy())
                .side(side.side());
    }

    void currencyRate(final int currency, final long numerator, final long denominator) {
        currencyRate
                .wrap(
                        step.mutableBuffer(),
                        step.claim(CurrencyRateEncoder.TEMPLATE_ID, CurrencyRateEncoder.BLOCK_LENGTH))
                .numerator(numerator)
                .denominator(denominator)
                .currency(currency);
    }

    void exchange(final int strategy, final int currency, final long foreign, final long account, final long cost) {
        exchange.wrap(
                        step.mutableBuffer(),
                        step.claim(CurrencyExchangeEncoder.TEMPLATE_ID, CurrencyExchangeEncoder.BLOCK_LENGTH))
                .foreign(foreign)
                .account(account)
                .cost(cost)
                .currency(currency)
                .strategy(strategy);
    }

    CurrencyMarkEncoder currencyMark(final int strategy, final int currency) {
        return currencyMark
                .wrap(
                        step.mutableBuffer(),
                        step.claim(CurrencyMarkEncoder.TEMPLATE_ID, CurrencyMarkEncoder.BLOCK_LENGTH))
                .currency(currency)
                .strategy(strategy);
    }

    void stateHash(final long stateHash, final long orderHash) {
        hash.wrap(step.mutableBuffer(), step.claim(StateHashEncoder.TEMPLATE_ID, StateHashEncoder.BLOCK_LENGTH))
                .stateHash(stateHash)
                .orderHash(orderHash);
    }
}
