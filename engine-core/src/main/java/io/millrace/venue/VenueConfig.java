package io.millrace.venue;

import io.millrace.fixed.Fixed;
import java.util.ArrayList;
import java.util.List;

/**
 * How the simulated venue treats orders. Rates are fractions at 1e-8 (1 bp = 10,000).
 *
 * @param orderLatencyNs order-in delay: whoever submits adds it to the engine time; default 0
 * @param reportLatencyNs report-out delay, added to the time of every report; default 0
 * @param slippageRate adverse shift of every market and stop fill; default 1 bp
 * @param impactRate quotes only: price shift per touch size that an order reaches beyond the touch; default 5 bps
 * @param participationRate share of a bar's (without quotes: of a print's) volume that may be filled, the rest is
 *     carried over; 0 = no cap; default 10 %
 * @param fillOnTouch limits fill when the price only touches them; default false: it must trade through
 * @param maxOrders live orders and orders under way; a further one is rejected with BOOK_FULL; default 1,024
 * @param maxReports reports not yet polled; NEW is rejected with BOOK_FULL when the live orders might need the rest;
 *     default 16,384, at least 16 an order
 */
public record VenueConfig(
        long orderLatencyNs,
        long reportLatencyNs,
        long slippageRate,
        long impactRate,
        long participationRate,
        boolean fillOnTouch,
        int maxOrders,
        int maxReports) {
    /** Reports kept free for each live order. */
    static final int REPORTS_PER_ORDER = 8;

    private static final long BPS = Fixed.ONE / 10_000;
    private static final int LIMIT = 1 << 20;
    private static final int DEFAULT_ORDERS = 1_024;
    private static final int DEFAULT_REPORTS = 16_384;

    /** Careful values for paper trading and for data with volumes. */
    public static VenueConfig defaults() {
        return new VenueConfig(0, 0, BPS, 5 * BPS, Fixed.ONE / 10, false, DEFAULT_ORDERS, DEFAULT_REPORTS);
    }

    /** Comparable with other back-testers: no slippage, no cap (volumes may be absent), no latency. */
    public static VenueConfig research() {
        return new VenueConfig(0, 0, 0, 0, 0, false, DEFAULT_ORDERS, DEFAULT_REPORTS);
    }

    public VenueConfig withLatency(final long orderNs, final long reportNs) {
        return new VenueConfig(
                orderNs, reportNs, slippageRate, impactRate, participationRate, fillOnTouch, maxOrders, maxReports);
    }

    public VenueConfig withSlippage(final long rate) {
        return new VenueConfig(
                orderLatencyNs,
                reportLatencyNs,
                rate,
                impactRate,
                participationRate,
                fillOnTouch,
                maxOrders,
                maxReports);
    }

    public VenueConfig withImpact(final long rate) {
        return new VenueConfig(
                orderLatencyNs,
                reportLatencyNs,
                slippageRate,
                rate,
                participationRate,
                fillOnTouch,
                maxOrders,
                maxReports);
    }

    public VenueConfig withParticipation(final long rate) {
        return new VenueConfig(
                orderLatencyNs, reportLatencyNs, slippageRate, impactRate, rate, fillOnTouch, maxOrders, maxReports);
    }

    public VenueConfig withFillOnTouch(final boolean touch) {
        return new VenueConfig(
                orderLatencyNs,
                reportLatencyNs,
                slippageRate,
                impactRate,
                participationRate,
                touch,
                maxOrders,
                maxReports);
    }

    public VenueConfig withLimits(final int orders, final int reports) {
        return new VenueConfig(
                orderLatencyNs,
                reportLatencyNs,
                slippageRate,
                impactRate,
                participationRate,
                fillOnTouch,
                orders,
                reports);
    }

    /** Every violation, one sentence each; empty when the configuration is usable. */
    public List<String> validate() {
        final List<String> violations = new ArrayList<>();
        check(violations, orderLatencyNs >= 0, "orderLatencyNs", orderLatencyNs, "a delay of 0 ns or more");
        check(violations, reportLatencyNs >= 0, "reportLatencyNs", reportLatencyNs, "a delay of 0 ns or more");
        final String fraction = "a fraction at 1e-8 in [0, 100000000); 1 bp is 10000";
        check(violations, slippageRate >= 0 && slippageRate < Fixed.ONE, "slippageRate", slippageRate, fraction);
        check(violations, impactRate >= 0 && impactRate < Fixed.ONE, "impactRate", impactRate, fraction);
        check(
                violations,
                participationRate >= 0 && participationRate <= Fixed.ONE,
                "participationRate",
                participationRate,
                "a fraction at 1e-8 in [0, 100000000]; 0 means no cap");
        check(violations, maxOrders >= 1 && maxOrders <= LIMIT, "maxOrders", maxOrders, "1 to 1048576");
        check(
                violations,
                maxReports >= 2L * REPORTS_PER_ORDER * maxOrders && maxReports <= 32 * LIMIT,
                "maxReports",
                maxReports,
                "at least 16 times maxOrders, at most 33554432");
        return violations;
    }

    private static void check(
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
