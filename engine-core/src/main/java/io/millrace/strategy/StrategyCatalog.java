package io.millrace.strategy;

import io.millrace.config.NearestName;
import java.util.ArrayList;
import java.util.List;

/** The strategies that one engine may be built of: those of this build, and those that others bring. Immutable. */
public final class StrategyCatalog {
    private final List<StrategyFactory> factories;

    private StrategyCatalog(final List<StrategyFactory> factories) {
        this.factories = List.copyOf(factories);
    }

    /** What this build has: {@link StrategyRegistry}. */
    public static StrategyCatalog standard() {
        return new StrategyCatalog(StrategyRegistry.all());
    }

    /**
     * This catalog and one more.
     *
     * @throws IllegalArgumentException if the name is taken: a journal names its strategies by it
     */
    public StrategyCatalog with(final StrategyFactory factory) {
        final String name = factory.descriptor().name();
        if (names().contains(name)) {
            throw new IllegalArgumentException("two strategies are called \"" + name + "\"; rename one of them");
        }
        final List<StrategyFactory> more = new ArrayList<>(factories);
        more.add(factory);
        return new StrategyCatalog(more);
    }

    /** In the order they are listed to people. */
    public List<StrategyFactory> all() {
        return factories;
    }

    /**
     * Finds a strategy.
     *
     * @throws IllegalArgumentException with the nearest name and all names
     */
    public StrategyFactory find(final String name) {
        for (final StrategyFactory factory : factories) {
            if (factory.descriptor().name().equals(name)) {
                return factory;
            }
        }
        final List<String> names = names();
        throw new IllegalArgumentException("unknown strategy \"" + name + "\"" + NearestName.hint(name, names)
                + "; there are " + String.join(", ", names));
    }

    public List<String> names() {
        final List<String> names = new ArrayList<>();
        for (final StrategyFactory factory : factories) {
            names.add(factory.descriptor().name());
        }
        return names;
    }
}
