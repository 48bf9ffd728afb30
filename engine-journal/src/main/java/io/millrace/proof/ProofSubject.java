package io.millrace.proof;

import io.millrace.engine.EngineConfig;

/**
 * What is to be proved.
 *
 * @param config the engine's configuration, with the strategies and their parameters
 * @param code where the strategies come from
 * @param fitted the range of time that the parameters were fitted on; null when they were not fitted
 */
public record ProofSubject(EngineConfig config, StrategyCode code, FittedRange fitted) {
    public ProofSubject(final EngineConfig config, final StrategyCode code) {
        this(config, code, null);
    }
}
