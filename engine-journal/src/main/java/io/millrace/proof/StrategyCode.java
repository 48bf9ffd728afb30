package io.millrace.proof;

import io.millrace.strategy.StrategyCatalog;

/**
 * The code under proof, as a function of the data that exists. A strategy which is only code ignores the argument; one
 * that is made with data of its own (a fitted model, a table, a file) must be made anew of what the tape holds, so that
 * what is cut away is gone for it too.
 */
@FunctionalInterface
public interface StrategyCode {
    StrategyCatalog strategies(InputTape data);

    /** Code that takes nothing but what the engine hands it. */
    static StrategyCode of(final StrategyCatalog catalog) {
        return data -> catalog;
    }
}
