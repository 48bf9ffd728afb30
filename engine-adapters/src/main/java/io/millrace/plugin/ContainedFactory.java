package io.millrace.plugin;

import io.millrace.strategy.ParameterSpec;
import io.millrace.strategy.Strategy;
import io.millrace.strategy.StrategyDescriptor;
import io.millrace.strategy.StrategyFactory;
import io.millrace.strategy.StrategyOrigin;
import io.millrace.strategy.StrategySetup;
import io.millrace.strategy.Wrapping;
import java.util.Locale;

/** A plug-in's factory: asked for its descriptor once, and whatever it throws becomes a sentence that names it. */
final class ContainedFactory implements StrategyFactory, Wrapping {
    private final StrategyFactory factory;
    private final StrategyDescriptor descriptor;
    private final StrategyOrigin origin;

    private ContainedFactory(StrategyFactory factory, StrategyDescriptor descriptor, StrategyOrigin origin) {
        this.factory = factory;
        this.descriptor = descriptor;
        this.origin = origin;
    }

    /**
     * Takes a factory over.
     *
     * @throws IllegalArgumentException if its descriptor cannot be used; whatever it throws itself goes through
     */
    static ContainedFactory of(StrategyFactory factory, StrategyOrigin origin) {
        StrategyDescriptor descriptor = factory.descriptor();
        String where = factory.getClass().getName();
        if (descriptor == null) {
            throw new IllegalArgumentException(where + " has no descriptor");
        }
        if (descriptor.name() == null || !descriptor.name().matches("[a-z][a-z0-9-]*")) {
            throw new IllegalArgumentException(where + " calls its strategy \"" + descriptor.name()
                    + "\"; expected lower case with dashes, such as my-strategy");
        }
        for (ParameterSpec spec : descriptor.parameters()) {
            if (!(spec.defaultValue() >= spec.minimum() && spec.defaultValue() <= spec.maximum())) {
                throw new IllegalArgumentException(descriptor.name() + ": the default of " + spec.name() + ", "
                        + spec.defaultValue() + ", is not within its range");
            }
        }
        return new ContainedFactory(factory, descriptor, origin);
    }

    @Override
    public Object wrapped() {
        return factory;
    }

    StrategyOrigin origin() {
        return origin;
    }

    @Override
    public StrategyDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public Strategy create(StrategySetup setup) {
        return contained(setup);
    }

    /** {@link #create} for who wants to know what it threw. */
    ContainedStrategy contained(StrategySetup setup) {
        Strategy strategy;
        try {
            strategy = factory.create(setup);
        } catch (IllegalArgumentException e) {
            // Of its parameters, as every strategy says it.
            throw e;
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError | OutOfMemoryError e) {
            throw new IllegalArgumentException(this + " cannot be made: " + PluginJar.reason(e), e);
        }
        if (strategy == null) {
            throw new IllegalArgumentException(this + " cannot be made: its factory gave null");
        }
        return new ContainedStrategy(strategy, toString());
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "strategy %s of plug-in %s", descriptor.name(), origin.jar());
    }
}
