package io.millrace.venue;

import io.millrace.fixed.Fixed;
import java.util.List;

/**
 * How long an order takes to the venue and a report takes back, in ns.
 *
 * <p>{@code CONSTANT}: the delay. {@code UNIFORM}: equally likely from the delay to the maximum, both included.
 * {@code LOGNORMAL}: median times {@code exp(sigma z)}, z standard normal, cut off at the maximum; the usual shape of
 * network round trips: a firm floor, a long tail.
 *
 * @param orderNs order-in: constant, lowest or median delay
 * @param orderMaxNs order-in: longest delay; unused when constant
 * @param reportNs report-out: constant, lowest or median delay
 * @param reportMaxNs report-out: longest delay; unused when constant
 * @param sigma standard deviation of the delay's logarithm at 1e-8; lognormal only
 */
public record LatencyModel(Shape shape, long orderNs, long orderMaxNs, long reportNs, long reportMaxNs, long sigma) {
    /** Answers at once. */
    public static final LatencyModel NONE = constant(0, 0);

    static final long DEFAULT_SIGMA = Fixed.ONE / 2;
    private static final long LARGEST_SIGMA = 5 * Fixed.ONE;

    /** The distribution of both delays. */
    public enum Shape {
        CONSTANT,
        UNIFORM,
        LOGNORMAL
    }

    public static LatencyModel constant(final long orderNs, final long reportNs) {
        return new LatencyModel(Shape.CONSTANT, orderNs, orderNs, reportNs, reportNs, DEFAULT_SIGMA);
    }

    void validate(final List<String> violations) {
        final boolean random = shape != Shape.CONSTANT;
        VenueConfig.check(violations, orderNs >= 0, "orderLatencyNs", orderNs, "a delay of 0 ns or more");
        VenueConfig.check(violations, reportNs >= 0, "reportLatencyNs", reportNs, "a delay of 0 ns or more");
        final String atLeast = "at least the delay it is the maximum of";
        VenueConfig.check(violations, !random || orderMaxNs >= orderNs, "orderLatencyMaxNs", orderMaxNs, atLeast);
        VenueConfig.check(violations, !random || reportMaxNs >= reportNs, "reportLatencyMaxNs", reportMaxNs, atLeast);
        VenueConfig.check(violations, sigma >= 0 && sigma <= LARGEST_SIGMA, "latencySigma", sigma, "0 to 5 (at 1e-8)");
    }
}
