package io.millrace.strategy;

import io.millrace.config.NearestName;
import java.util.ArrayList;
import java.util.List;

/** Every strategy this build has. Registering one is one line. */
public final class StrategyRegistry {
    private static final List<StrategyFactory> FACTORIES = List.of(
            VolatilityHarvester.FACTORY, //
            SmaCross.FACTORY,
            BuyAndHold.FACTORY);

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
        for (final StrategyFactory factory : FACTORIES) {
            if (factory.descriptor().name().equals(name)) {
                return factory;
            }
        }
        final List<String> names = names();
        throw new IllegalArgumentException("unknown strategy \"" + name + "\"" + NearestName.hint(name, names)
                + "; there are " + String.join(", ", names));
    }

    public static List<String> names() {
        final List<String> names = new ArrayList<>();
        for (final StrategyFactory factory : FACTORIES) {
            names.add(factory.descriptor().name());
        }
        return names;
    }
}
