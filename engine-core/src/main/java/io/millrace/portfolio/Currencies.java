package io.millrace.portfolio;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import io.millrace.fixed.Fixed;
import io.millrace.fixed.Rounding;
import java.util.Arrays;

/**
 * The currencies an account has money in, and the newest rate of each. Number 0 is the account's own, worth 1.
 *
 * <p>A rate is a fraction of two numbers at 1e-8, so that a pair quoted the other way round (dollars in yen for an
 * account in dollars) loses nothing: {@code amount * numerator / denominator}, rounded once, half to even unless said.
 * One thread; no allocation; nothing but the rates is state.
 */
public final class Currencies implements Stateful {
    /** The account's own. */
    public static final int ACCOUNT = 0;

    /** Time of a rate that never came. */
    public static final long NEVER = Long.MIN_VALUE;

    private final String[] names;
    private final int[] ofInstrument;
    private final long[] numerators;
    private final long[] denominators;
    private final long[] timesNs;

    /**
     * @param names the account's first
     * @param ofInstrument currency of prices, by instrument
     */
    public Currencies(final String[] names, final int[] ofInstrument) {
        this.names = names.clone();
        this.ofInstrument = ofInstrument.clone();
        numerators = new long[names.length];
        denominators = new long[names.length];
        timesNs = new long[names.length];
        Arrays.fill(timesNs, NEVER);
        Arrays.fill(denominators, Fixed.ONE);
        numerators[ACCOUNT] = Fixed.ONE;
    }

    /** An account that knows its own currency only. */
    public static Currencies single(final String name, final int instruments) {
        return new Currencies(new String[] {name}, new int[instruments]);
    }

    public boolean isSingle() {
        return names.length == 1;
    }

    public int count() {
        return names.length;
    }

    public String name(final int currency) {
        return names[currency];
    }

    /** Currency of the instrument's prices. */
    public int of(final int instrument) {
        return ofInstrument[instrument];
    }

    /** False before the first rate. */
    public boolean isKnown(final int currency) {
        return numerators[currency] > 0;
    }

    /** When the rate was knowable; {@link #NEVER} without one. */
    public long timeNs(final int currency) {
        return timesNs[currency];
    }

    public long numerator(final int currency) {
        return numerators[currency];
    }

    public long denominator(final int currency) {
        return denominators[currency];
    }

    /** A new rate: {@code numerator / denominator} of the account's currency for one unit; both above 0. */
    public void rate(final int currency, final long numerator, final long denominator, final long timeNs) {
        if (currency == ACCOUNT || numerator <= 0 || denominator <= 0) {
            throw new IllegalArgumentException("rate of " + names[currency] + " is " + Fixed.format(numerator) + " / "
                    + Fixed.format(denominator) + "; expected both above 0, and not of the account's own currency");
        }
        numerators[currency] = numerator;
        denominators[currency] = denominator;
        timesNs[currency] = timeNs;
    }

    /** An amount of the currency in the account's; 0 before the first rate. */
    public long toAccount(final int currency, final long amount) {
        return toAccount(currency, amount, Rounding.HALF_EVEN);
    }

    /** @throws ArithmeticException if the result does not fit a number */
    public long toAccount(final int currency, final long amount, final Rounding rounding) {
        return currency == ACCOUNT
                ? amount
                : Fixed.scale(amount, numerators[currency], denominators[currency], rounding);
    }

    /**
     * An amount of the account's currency in this one; 0 before the first rate.
     *
     * @throws ArithmeticException if the result does not fit a number
     */
    public long fromAccount(final int currency, final long amount, final Rounding rounding) {
        if (currency == ACCOUNT) {
            return amount;
        }
        return isKnown(currency) ? Fixed.scale(amount, denominators[currency], numerators[currency], rounding) : 0;
    }

    @Override
    public void writeState(final StateSink sink) {
        for (int i = 1; i < names.length; i++) {
            sink.putLong(numerators[i]);
            sink.putLong(denominators[i]);
            sink.putLong(timesNs[i]);
        }
    }

    @Override
    public void readState(final StateSource source) {
        for (int i = 1; i < names.length; i++) {
            numerators[i] = source.getLong();
            denominators[i] = source.getLong();
            timesNs[i] = source.getLong();
        }
    }
}
