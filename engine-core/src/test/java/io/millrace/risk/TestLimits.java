package io.millrace.risk;

import io.millrace.fixed.Fixed;
import java.util.List;

/** Limits for tests: what a test does not name is off. */
final class TestLimits {
    static final long OFF = RiskLimits.UNLIMITED;
    static final long PERCENT = Fixed.ONE / 100;

    private TestLimits() {}

    /** The account's limits on orders and exposure, without the controls that have tests of their own. */
    static RiskLimits basic() {
        return RiskLimits.research()
                .withOrder(order(1_000_000 * Fixed.ONE, OFF, OFF, false))
                .withExposure(exposure(40 * PERCENT, ClassCaps.off(), 5_000_000 * Fixed.ONE, OFF));
    }

    static OrderLimits order(final long value, final long quantity, final long spread, final boolean selfTrade) {
        return new OrderLimits(
                value, quantity, 5 * PERCENT, 20 * PERCENT, 5_000_000_000L, 500_000_000L, spread, selfTrade);
    }

    static ExposureLimits exposure(
            final long perAsset, final ClassCaps caps, final long positionValue, final long positions) {
        return new ExposureLimits(perAsset, caps, 120 * PERCENT, OFF, positionValue, positions, 1_000, false);
    }

    static StrategyLimits strategyOff() {
        return RiskLimits.research().strategy(0);
    }

    static RiskLimits all(final StrategyLimits limits) {
        return basic().withStrategies(List.of(limits));
    }
}
