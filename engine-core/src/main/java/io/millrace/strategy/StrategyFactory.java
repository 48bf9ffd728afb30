package io.millrace.strategy;

/** Describes and builds one kind of strategy; registered in {@link StrategyRegistry}. */
public interface StrategyFactory {
    StrategyDescriptor descriptor();

    /** Builds an instance for one instrument. */
    Strategy create(StrategySetup setup);
}
