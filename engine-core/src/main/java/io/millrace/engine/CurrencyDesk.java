package io.millrace.engine;

import io.millrace.event.Absent;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import io.millrace.event.codec.AlertCode;
import io.millrace.event.codec.RiskAction;
import io.millrace.event.codec.RiskControl;
import io.millrace.event.codec.Severity;
import io.millrace.fixed.Fixed;
import io.millrace.fixed.Rounding;
import io.millrace.portfolio.Currencies;
import io.millrace.portfolio.Ledger;
import io.millrace.risk.RiskListener;
import java.util.Arrays;

/**
 * Keeps the rates of the account's currencies and, unless the account borrows, exchanges at once what a fill, a fee or
 * a dividend leaves of another currency. What the sleeve pays is rounded up, what it gets is rounded down, the cost is
 * rounded up; each exchange is a message. Decide thread; no allocation; nothing to do with one currency.
 */
final class CurrencyDesk implements Stateful {
    private final Ledger ledger;
    private final Currencies currencies;
    private final Touch touch;
    private final OutputWriter output;
    private final RiskListener onDecision;
    private final boolean on;
    private final boolean borrows;
    private final long costRate;
    private final int sleeves;
    private final FxSources sources;

    /** By instrument: whose rate it is; the account's own = nobody's. */
    private final int[] rateOf;

    /** By currency: that its rate is missing has been said since the last one came. */
    private final boolean[] told;

    CurrencyDesk(final EngineConfig config, final Ledger ledger, final Touch touch, final OutputWriter output) {
        final FxConfig fx = config.portfolio().fx();
        this.ledger = ledger;
        this.currencies = ledger.currencies();
        this.touch = touch;
        this.output = output;
        this.onDecision = output::riskDecision;
        this.on = !currencies.isSingle();
        this.borrows = fx.borrows();
        this.costRate = borrows ? 0 : fx.costRate();
        this.sleeves = config.strategies().size();
        this.sources = FxSources.of(config);
        this.rateOf = new int[config.instruments().size()];
        this.told = new boolean[currencies.count()];
        Arrays.fill(rateOf, Currencies.ACCOUNT);
        for (int i = 1; i < currencies.count(); i++) {
            if (sources.instruments[i] != FxSources.NONE) {
                rateOf[sources.instruments[i]] = i;
            }
        }
    }

    boolean isOn() {
        return on;
    }

    boolean isForeign(final int instrument) {
        return on && currencies.of(instrument) != Currencies.ACCOUNT;
    }

    /** The instrument has a price, which may be a rate. */
    void onPrice(final int instrument) {
        if (on && rateOf[instrument] != Currencies.ACCOUNT) {
            setRate(rateOf[instrument], touch.last(instrument), touch.timeNs(instrument));
        }
    }

    /** A series has a value, which may be a rate: then true. */
    boolean onSeries(final int id, final double value, final long timeNs) {
        boolean rate = false;
        for (int i = 1; i < sources.series.length; i++) {
            if (sources.series[i] == id && value > 0 && value < Double.POSITIVE_INFINITY) {
                setRate(i, Fixed.fromDouble(value), timeNs);
                rate = true;
            }
        }
        return rate;
    }

    /** Exchanges what a sleeve has of the instrument's currency, or owes, unless the account borrows. */
    void settle(final int strategy, final int instrument) {
        if (!isForeign(instrument) || borrows) {
            return;
        }
        final int currency = currencies.of(instrument);
        final long foreign = ledger.cash(strategy, currency);
        if (foreign == 0 || !currencies.isKnown(currency)) {
            return;
        }
        // Down for what comes in is up for what goes out.
        final long account = currencies.toAccount(currency, foreign, Rounding.FLOOR);
        final long cost = Fixed.multiplyUp(Math.abs(account), costRate);
        ledger.exchange(strategy, currency, -foreign, account, cost);
        output.exchange(strategy, currency, -foreign, account, cost);
    }

    /** {@link #settle} for every strategy: a corporate action paid in the instrument. */
    void settleAll(final int instrument) {
        if (isForeign(instrument)) {
            for (int strategy = 0; strategy < sleeves; strategy++) {
                settle(strategy, instrument);
            }
        }
    }

    /** An amount of the instrument's currency in the account's. */
    long inAccount(final int instrument, final long amount) {
        return on ? currencies.toAccount(currencies.of(instrument), amount) : amount;
    }

    /**
     * An amount of the account's currency in the instrument's, rounded down. Without a rate it stays as it is, so that
     * what is made of it meets the gate, which refuses it by name.
     */
    long inQuote(final int instrument, final long amount) {
        return on && hasRate(instrument)
                ? currencies.fromAccount(currencies.of(instrument), amount, Rounding.FLOOR)
                : amount;
    }

    /** What of the instrument's currency an amount of the account's buys, cost included. */
    long spendable(final int instrument, final long amount) {
        if (!isForeign(instrument)) {
            return amount;
        }
        return inQuote(instrument, Fixed.scale(amount, Fixed.ONE, Fixed.ONE + costRate, Rounding.FLOOR));
    }

    /** What exchanging an amount of the account's currency for an order in the instrument costs. */
    long costOf(final int instrument, final long amount) {
        return isForeign(instrument) ? Fixed.multiplyUp(Math.max(0, amount), costRate) : 0;
    }

    boolean hasRate(final int instrument) {
        return !on || currencies.isKnown(currencies.of(instrument));
    }

    long rateTimeNs(final int instrument) {
        return currencies.timeNs(currencies.of(instrument));
    }

    /** Forwards a decision of the gate; says once what it means that a rate is missing. */
    void onDecision(
            final long orderId,
            final int strategy,
            final int instrument,
            final RiskControl control,
            final RiskAction action,
            final double limit,
            final double actual) {
        onDecision.onDecision(orderId, strategy, instrument, control, action, limit, actual);
        if (control == RiskControl.FX_RATE && action == RiskAction.REJECT) {
            final int currency = currencies.of(instrument);
            if (!told[currency]) {
                told[currency] = true;
                output.alert(
                        AlertCode.FX_RATE_MISSING, Severity.WARN, Absent.STRATEGY, instrument, currency, actual, limit);
            }
        }
    }

    /** What the sleeve has in each currency, beside its mark. */
    void writeMarks(final int strategy) {
        if (on) {
            for (int i = 0; i < currencies.count(); i++) {
                output.currencyMark(strategy, i)
                        .cash(ledger.cash(strategy, i))
                        .equity(ledger.equity(strategy, i))
                        .ratesPnl(i == Currencies.ACCOUNT ? ledger.ratesPnl(strategy) : 0)
                        .exchangeCost(i == Currencies.ACCOUNT ? ledger.exchangeCost(strategy) : 0);
            }
        }
    }

    @Override
    public void writeState(final StateSink sink) {
        for (int i = 1; i < told.length; i++) {
            sink.putLong(told[i] ? 1 : 0);
        }
    }

    @Override
    public void readState(final StateSource source) {
        for (int i = 1; i < told.length; i++) {
            told[i] = source.getBoolean("CurrencyDesk.told");
        }
    }

    private void setRate(final int currency, final long price, final long timeNs) {
        if (price <= 0) {
            return;
        }
        final long numerator = sources.inverse[currency] ? Fixed.ONE : price;
        final long denominator = sources.inverse[currency] ? price : Fixed.ONE;
        told[currency] = false;
        currencies.rate(currency, numerator, denominator, timeNs);
        output.currencyRate(currency, numerator, denominator);
        for (int i = 0; i < rateOf.length; i++) {
            if (currencies.of(i) == currency) {
                // What is held there is worth something else now.
                touch.changed().add(i);
            }
        }
    }
}
