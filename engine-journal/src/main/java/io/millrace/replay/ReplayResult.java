package io.millrace.replay;

/**
 * What a replay found.
 *
 * @param steps steps read
 * @param inputs of those, what came from outside: all but the execution reports of the simulated venue
 * @param outputs messages that the engine decided
 * @param compared true when every byte was compared
 * @param difference the first difference; null when there is none or nothing was compared
 * @param stateHash hash of the engine's state after the last step
 * @param orderHash hash over all orders
 * @param elapsedNs wall time of the replay
 */
public record ReplayResult(
        long steps,
        long inputs,
        long outputs,
        boolean compared,
        FirstDifference difference,
        long stateHash,
        long orderHash,
        long elapsedNs) {
    /** True when every byte was compared and none differed. */
    public boolean identical() {
        return compared && difference == null;
    }

    public double stepsPerSecond() {
        return elapsedNs == 0 ? 0 : steps * 1e9 / elapsedNs;
    }
}
