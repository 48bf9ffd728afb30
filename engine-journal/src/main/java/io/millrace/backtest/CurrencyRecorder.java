package io.millrace.backtest;

import io.millrace.engine.EngineConfig;
import io.millrace.event.codec.CurrencyExchangeDecoder;
import io.millrace.event.codec.CurrencyMarkDecoder;
import io.millrace.event.codec.CurrencyRateDecoder;
import io.millrace.fixed.Fixed;
import io.millrace.portfolio.Currencies;
import io.millrace.report.CurrencyResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.agrona.DirectBuffer;

/**
 * The currencies of a run: follows the rates, so that what is told in an instrument's currency can be added up in the
 * account's, and keeps what each sleeve has in each currency. Amounts at 1e-8. One thread.
 */
final class CurrencyRecorder {
    private final Currencies currencies;
    private final long[] cash;
    private final long[] ratesPnl;
    private final long[] exchangeCost;
    private final CurrencyRateDecoder rate = new CurrencyRateDecoder();
    private final CurrencyExchangeDecoder exchange = new CurrencyExchangeDecoder();
    private final CurrencyMarkDecoder mark = new CurrencyMarkDecoder();
    private long exchanges;

    CurrencyRecorder(final EngineConfig config) {
        final int sleeves = config.strategies().size();
        currencies = config.currencies();
        cash = new long[sleeves * currencies.count()];
        ratesPnl = new long[sleeves];
        exchangeCost = new long[sleeves];
    }

    /** An amount of the instrument's currency in the account's, at the rate of the step. */
    long inAccount(final int instrument, final long amount) {
        return currencies.toAccount(currencies.of(instrument), amount);
    }

    void onRate(final DirectBuffer buffer, final int block, final long nowNs) {
        rate.wrap(buffer, block, CurrencyRateDecoder.BLOCK_LENGTH, CurrencyRateDecoder.SCHEMA_VERSION);
        currencies.rate(rate.currency(), rate.numerator(), rate.denominator(), nowNs);
    }

    void onExchange(final DirectBuffer buffer, final int block) {
        exchange.wrap(buffer, block, CurrencyExchangeDecoder.BLOCK_LENGTH, CurrencyExchangeDecoder.SCHEMA_VERSION);
        exchanges++;
    }

    void onMark(final DirectBuffer buffer, final int block) {
        mark.wrap(buffer, block, CurrencyMarkDecoder.BLOCK_LENGTH, CurrencyMarkDecoder.SCHEMA_VERSION);
        cash[mark.strategy() * currencies.count() + mark.currency()] = mark.cash();
        if (mark.currency() == Currencies.ACCOUNT) {
            ratesPnl[mark.strategy()] = mark.ratesPnl();
            exchangeCost[mark.strategy()] = mark.exchangeCost();
        }
    }

    /** For the report; nothing with one currency. */
    List<String> notes() {
        final List<String> notes = new ArrayList<>();
        if (currencies.isSingle()) {
            return notes;
        }
        final StringBuilder held = new StringBuilder("cash of the strategies by currency: ");
        for (int i = 0; i < currencies.count(); i++) {
            held.append(i == 0 ? "" : ", ").append(money(cashIn(i))).append(' ').append(currencies.name(i));
        }
        notes.add(held.toString());
        notes.add("exchange rates brought " + money(sum(ratesPnl)) + " and " + exchanges
                + (exchanges == 1 ? " exchange cost " : " exchanges cost ") + money(sum(exchangeCost)) + " "
                + currencies.name(Currencies.ACCOUNT)
                + "; the rest of the profit is of trading, each part at the rate of its day");
        return notes;
    }

    CurrencyResult result() {
        if (currencies.isSingle()) {
            return CurrencyResult.NONE;
        }
        final List<String> names = new ArrayList<>();
        final List<Long> held = new ArrayList<>();
        for (int i = 0; i < currencies.count(); i++) {
            names.add(currencies.name(i));
            held.add(cashIn(i));
        }
        return new CurrencyResult(names, held, sum(ratesPnl), sum(exchangeCost));
    }

    /** To the cent; metrics.json has all digits. */
    private static String money(final long amount) {
        return String.format(Locale.ROOT, "%,.2f", Fixed.toDouble(amount));
    }

    private long cashIn(final int currency) {
        long all = 0;
        for (int i = currency; i < cash.length; i += currencies.count()) {
            all = Fixed.add(all, cash[i]);
        }
        return all;
    }

    private static long sum(final long[] values) {
        long all = 0;
        for (final long value : values) {
            all = Fixed.add(all, value);
        }
        return all;
    }
}
