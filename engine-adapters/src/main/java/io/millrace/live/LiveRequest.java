package io.millrace.live;

import java.util.List;

/**
 * The facts about a wish to trade live.
 *
 * @param modeFaults what a configuration file does not say that it must; the command line alone does not count
 * @param flag whether {@code --live} was given
 * @param arming what was armed; null when nothing was
 * @param lastLife what a crash left behind; null when there was none
 * @param binding what it must have been armed for, see {@link Arming#binding}
 * @param nowMs wall clock, milliseconds since 1970
 * @param limitsLeft limits that must be set by hand and are not
 * @param endpoint what orders would go to: simulated, paper or live
 * @param key what the key is for: simulated, paper or live
 * @param startFaults what the checks before the start found; empty when they are green
 */
public record LiveRequest(
        List<String> modeFaults,
        boolean flag,
        Arming arming,
        LastLife lastLife,
        String binding,
        long nowMs,
        List<String> limitsLeft,
        String endpoint,
        String key,
        List<String> startFaults) {
    public LiveRequest {
        modeFaults = List.copyOf(modeFaults);
        limitsLeft = List.copyOf(limitsLeft);
        startFaults = List.copyOf(startFaults);
    }
}
