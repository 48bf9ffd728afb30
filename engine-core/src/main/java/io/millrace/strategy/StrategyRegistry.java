package io.millrace.strategy;

import java.util.List;

/** Every strategy this build has. Registering one is one line. */
public final class StrategyRegistry {
    private static final List<StrategyFactory> FACTORIES = List.of(
            VolatilityHarvester.FACTORY, //
            EquityReversal.FACTORY,
            CryptoReversal.FACTORY,
            MomentumSignal.FACTORY,
            ZScoreReversion.FACTORY,
            SmaCross.FACTORY,
            BuyAndHold.FACTORY,
            EquityTrend.FACTORY,
            IndexMeanReversion.FACTORY,
            CryptoMomentum.FACTORY,
            PanicContrarian.FACTORY);

    private StrategyRegistry() {}

    /** In the order they are listed to people. */
    public static List<StrategyFactory> all() {
        return FACTORIES;
    }

    /**
     * Finds a strategy.
     *
     * @throws IllegalArgumentException with the nearest name and all names
     */
    public static StrategyFactory find(final String name) {
        return StrategyCatalog.standard().find(name);
    }

    public static List<String> names() {
        return StrategyCatalog.standard().names();
    }
}
