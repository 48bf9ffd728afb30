package io.millrace.live;

import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The facts about a wish to trade live.
 *
 * @param modeInFile whether a configuration file says {@code engine.mode: live}; the command line alone does not count
 * @param flag whether {@code --live} was given
 * @param arming what was armed; null when nothing was
 * @param binding what it must have been armed for, see {@link Arming#binding}
 * @param nowMs wall clock, milliseconds since 1970
 * @param limitsLeft limits that must be set by hand and are not
 * @param endpoint what orders would go to: simulated, paper or live
 * @param key what the key is for: simulated, paper or live
 * @param startFaults what the checks before the start found; empty when they are green
 * @param countdown runs the countdown; false when somebody stopped it
 */
public record LiveRequest(
        boolean modeInFile,
        boolean flag,
        Arming arming,
        String binding,
        long nowMs,
        List<String> limitsLeft,
        String endpoint,
        String key,
        List<String> startFaults,
        BooleanSupplier countdown) {
    public LiveRequest {
        limitsLeft = List.copyOf(limitsLeft);
        startFaults = List.copyOf(startFaults);
    }
}
