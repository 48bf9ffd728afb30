package io.millrace.report;

import java.util.List;
import java.util.Objects;

/**
 * Everything a report says about one finished run. Immutable; safe to share between threads.
 *
 * @param attribution the result by model
 * @param notices sentences the reader must see, such as gaps in the data; shown as given, escaped
 */
public record RunResult(
        RunHeader header,
        Account account,
        EquityCurve curve,
        List<PriceSeries> prices,
        TradeLog trades,
        Speed speed,
        Verification verification,
        List<String> notices,
        Attribution attribution) {

    public RunResult {
        Objects.requireNonNull(header, "header");
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(curve, "curve");
        Objects.requireNonNull(trades, "trades");
        Objects.requireNonNull(speed, "speed");
        Objects.requireNonNull(verification, "verification");
        prices = List.copyOf(prices);
        Objects.requireNonNull(attribution, "attribution");
        notices = List.copyOf(notices);
    }

    /** Of a run that nobody attributed to its models. */
    public RunResult(
            final RunHeader header,
            final Account account,
            final EquityCurve curve,
            final List<PriceSeries> prices,
            final TradeLog trades,
            final Speed speed,
            final Verification verification,
            final List<String> notices) {
        this(header, account, curve, prices, trades, speed, verification, notices, Attribution.NONE);
    }
}
