package io.millrace.risk;

import io.millrace.fixed.Fixed;
import java.util.List;

/** The limits that are in force where a configuration says nothing. */
final class RiskPresets {
    private static final long OFF = RiskLimits.UNLIMITED;
    private static final long PERCENT = Fixed.ONE / 100;
    private static final long SECOND = 1_000_000_000L;

    private RiskPresets() {}

    static RiskLimits account() {
        return new RiskLimits(
                new OrderLimits(
                        1_000_000 * Fixed.ONE,
                        OFF,
                        5 * PERCENT,
                        20 * PERCENT,
                        5 * SECOND,
                        SECOND / 2,
                        PERCENT / 10,
                        true),
                new DataLimits(5 * SECOND, 2, 2 * SECOND, true, true),
                new ExposureLimits(
                        40 * PERCENT,
                        new ClassCaps(20 * PERCENT, 100 * PERCENT, 100 * PERCENT, 50 * PERCENT, 20 * PERCENT),
                        120 * PERCENT,
                        110 * PERCENT,
                        5_000_000 * Fixed.ONE,
                        50,
                        1_000,
                        false),
                new LossLimits(
                        15 * PERCENT,
                        50 * PERCENT,
                        20 * PERCENT,
                        2 * PERCENT,
                        10 * Fixed.ONE,
                        5 * PERCENT,
                        8 * PERCENT,
                        250),
                new RateLimits(10, 120),
                new DayLimits("UTC", 0),
                accountGuards(),
                List.of(accountStrategy()));
    }

    static RiskLimits research() {
        return new RiskLimits(
                new OrderLimits(OFF, OFF, 5 * PERCENT, OFF, OFF, 0, OFF, false),
                new DataLimits(OFF, OFF, OFF, false, false),
                new ExposureLimits(Fixed.ONE, ClassCaps.off(), 101 * PERCENT, OFF, OFF, OFF, 1_000, false),
                new LossLimits(OFF, 50 * PERCENT, OFF, OFF, OFF, OFF, OFF, 250),
                RateLimits.off(),
                new DayLimits("UTC", 0),
                GuardLimits.off(),
                List.of(researchStrategy()));
    }

    private static GuardLimits accountGuards() {
        return new GuardLimits(
                "",
                new FlowLimits(OFF, PERCENT, true, 10, 50, Fixed.ONE),
                new TimingLimits(3 * SECOND, SECOND / 2, 60 * SECOND, 60 * SECOND, 600 * SECOND),
                new StepLimits(3 * Fixed.ONE / 2, OFF, OFF),
                MacroLimits.of(""),
                new ResourceLimits(80 * PERCENT, 1_024, 60 * SECOND),
                StopLimits.off());
    }

    private static StrategyLimits accountStrategy() {
        return new StrategyLimits(
                10 * PERCENT,
                20 * PERCENT,
                new StreakLimits(5, 8, 3_600 * SECOND),
                PERCENT / 5,
                15 * PERCENT,
                OFF,
                new RateLimits(5, 60),
                new ConductLimits(50, 200, 20, 200, 5, 20 * PERCENT, 300 * SECOND, false));
    }

    private static StrategyLimits researchStrategy() {
        return new StrategyLimits(
                OFF,
                OFF,
                new StreakLimits(OFF, OFF, 3_600 * SECOND),
                OFF,
                OFF,
                OFF,
                RateLimits.off(),
                new ConductLimits(OFF, 200, OFF, OFF, OFF, OFF, 300 * SECOND, false));
    }
}
