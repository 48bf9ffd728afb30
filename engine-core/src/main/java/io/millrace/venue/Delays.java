package io.millrace.venue;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.fixed.Fixed;

/**
 * Draws the delays of a {@link LatencyModel}. The n-th draw of a direction is a function of the seed, the direction and
 * n alone, so a run that is repeated or recovered draws the same; single thread.
 *
 * <p>Random bits: the finaliser of SplitMix64 over a Weyl sequence (Steele, Lea, Flood, "Fast splittable pseudorandom
 * number generators", OOPSLA 2014). Normal numbers: {@link NormalQuantile}.
 */
final class Delays {
    private static final long GAMMA = 0x9E37_79B9_7F4A_7C15L;
    private static final double UNIT = 1.0 / (1L << 53);

    private final LatencyModel model;
    private final double sigma;
    private final long orderSeed;
    private final long reportSeed;
    private long orders;
    private long reports;

    Delays(final LatencyModel model, final long seed) {
        this.model = model;
        sigma = Fixed.toDouble(model.sigma());
        orderSeed = mixed(seed);
        reportSeed = mixed(orderSeed + GAMMA);
    }

    /** Delay of the next command on its way in. */
    long order() {
        return draw(orderSeed, orders++, model.orderNs(), model.orderMaxNs());
    }

    /** Delay of the next report on its way out. */
    long report() {
        return draw(reportSeed, reports++, model.reportNs(), model.reportMaxNs());
    }

    void writeState(final StateSink sink) {
        sink.putLong(orders);
        sink.putLong(reports);
    }

    void readState(final StateSource source) {
        orders = source.getLong();
        reports = source.getLong();
    }

    private long draw(final long seed, final long number, final long base, final long most) {
        return switch (model.shape()) {
            case CONSTANT -> base;
            case UNIFORM -> base + (long) (unit(seed, number) * (most - base + 1));
            case LOGNORMAL -> lognormal(seed, number, base, most);
        };
    }

    private long lognormal(final long seed, final long number, final long median, final long most) {
        final double normal = NormalQuantile.of(inside(seed, number));
        final double delay = median * StrictMath.exp(sigma * normal);
        return delay >= most ? most : (long) StrictMath.rint(delay);
    }

    /** In [0, 1). */
    private static double unit(final long seed, final long index) {
        return (mixed(seed + (index + 1) * GAMMA) >>> 11) * UNIT;
    }

    /** Above 0 and below 1: the middle of one of 2^52 steps. */
    private static double inside(final long seed, final long index) {
        return ((mixed(seed + (index + 1) * GAMMA) >>> 12) + 0.5) * (2 * UNIT);
    }

    private static long mixed(final long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return z ^ (z >>> 31);
    }
}
