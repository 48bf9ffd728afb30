package io.millrace.venue;

import io.millrace.fixed.Fixed;
import java.util.ArrayList;
import java.util.List;

/**
 * How the simulated venue treats orders. Rates are fractions at 1e-8 (1 bp = 10,000).
 *
 * @param latency order-in and report-out delays; default none
 * @param slippage what taking costs beyond the price shown; default 1 bp, and 5 bps per touch size beyond the touch
 * @param fills when and how much; default through the limit, 10 % of the volume, behind the displayed queue
 * @param script what goes wrong, and when; default nothing
 * @param maxOrders live orders and orders under way; a further one is rejected with BOOK_FULL; default 1,024
 * @param maxReports reports not yet polled; NEW is rejected with BOOK_FULL when the live orders might need the rest;
 *     default 16,384, at least 16 an order
 */
public record VenueConfig(
        LatencyModel latency,
        SlippageModel slippage,
        FillRules fills,
        List<Incident> script,
        int maxOrders,
        int maxReports) {
    /** Reports kept free for each live order. */
    static final int REPORTS_PER_ORDER = 8;

    private static final long BPS = Fixed.ONE / 10_000;
    private static final int LIMIT = 1 << 20;
    private static final int DEFAULT_ORDERS = 1_024;
    private static final int DEFAULT_REPORTS = 16_384;

    public VenueConfig {
        script = List.copyOf(script);
    }

    /** Careful values for paper trading and for data with volumes. */
    public static VenueConfig defaults() {
        return research().withSlippage(BPS).withImpact(5 * BPS).withParticipation(Fixed.ONE / 10);
    }

    /** Comparable with other back-testers: no slippage, no cap (volumes may be absent), no latency. */
    public static VenueConfig research() {
        return new VenueConfig(
                LatencyModel.NONE, SlippageModel.NONE, FillRules.PLAIN, List.of(), DEFAULT_ORDERS, DEFAULT_REPORTS);
    }

    public VenueConfig with(final LatencyModel model) {
        return new VenueConfig(model, slippage, fills, script, maxOrders, maxReports);
    }

    public VenueConfig with(final SlippageModel model) {
        return new VenueConfig(latency, model, fills, script, maxOrders, maxReports);
    }

    public VenueConfig with(final FillRules rules) {
        return new VenueConfig(latency, slippage, rules, script, maxOrders, maxReports);
    }

    public VenueConfig withScript(final Incident... incidents) {
        return new VenueConfig(latency, slippage, fills, List.of(incidents), maxOrders, maxReports);
    }

    public VenueConfig withLatency(final long orderNs, final long reportNs) {
        return with(LatencyModel.constant(orderNs, reportNs));
    }

    public VenueConfig withSlippage(final long rate) {
        return with(slippage.withRate(rate));
    }

    public VenueConfig withImpact(final long rate) {
        return with(slippage.withWalk(rate));
    }

    public VenueConfig withParticipation(final long rate) {
        return with(fills.withParticipation(rate));
    }

    public VenueConfig withFillOnTouch(final boolean touch) {
        return with(fills.withTouch(touch));
    }

    public VenueConfig withLimits(final int orders, final int reports) {
        return new VenueConfig(latency, slippage, fills, script, orders, reports);
    }

    /** Order-in delay: constant, lowest or median. */
    public long orderLatencyNs() {
        return latency.orderNs();
    }

    public long slippageRate() {
        return slippage.rate();
    }

    /** Every violation, one sentence each; empty when the configuration is usable. */
    public List<String> validate() {
        final List<String> violations = new ArrayList<>();
        latency.validate(violations);
        slippage.validate(violations);
        fills.validate(violations);
        check(violations, maxOrders >= 1 && maxOrders <= LIMIT, "maxOrders", maxOrders, "1 to 1048576");
        check(
                violations,
                maxReports >= 2L * REPORTS_PER_ORDER * maxOrders && maxReports <= 32 * LIMIT,
                "maxReports",
                maxReports,
                "at least 16 times maxOrders, at most 33554432");
        return violations;
    }

    static void check(
            final List<String> violations,
            final boolean valid,
            final String name,
            final long value,
            final String expected) {
        if (!valid) {
            violations.add("venue." + name + " is " + value + ": expected " + expected);
        }
    }
}
