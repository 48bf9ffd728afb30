package io.millrace.strategy;

import io.millrace.config.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The strategies that one engine may be built of: those of this build, and those that others bring. Immutable. */
public final class StrategyCatalog {
    private static final StrategyCatalog STANDARD = new StrategyCatalog(StrategyRegistry.all(), Map.of());

    private final List<StrategyFactory> factories;
    private final Map<String, StrategyOrigin> origins;

    private StrategyCatalog(final List<StrategyFactory> factories, final Map<String, StrategyOrigin> origins) {
        this.factories = List.copyOf(factories);
        this.origins = Map.copyOf(origins);
    }

    /** What this build has: {@link StrategyRegistry}. */
    public static StrategyCatalog standard() {
        return STANDARD;
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
        return new StrategyCatalog(more, origins);
    }

    /**
     * This catalog and one more, of a plug-in.
     *
     * @throws IllegalArgumentException if the name is taken
     */
    public StrategyCatalog with(final StrategyFactory factory, final StrategyOrigin origin) {
        final Map<String, StrategyOrigin> more = new TreeMap<>(origins);
        more.put(factory.descriptor().name(), origin);
        return new StrategyCatalog(with(factory).factories, more);
    }

    /** The plug-in that a strategy came from; null for one of this build. */
    public StrategyOrigin origin(final String name) {
        return origins.get(name);
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
