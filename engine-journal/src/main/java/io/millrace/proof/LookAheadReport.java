package io.millrace.proof;

import java.util.List;

/**
 * The outcome of a look-ahead check.
 *
 * @param inputs inputs of the whole run
 * @param steps steps of the whole run
 * @param signals inputs at which a strategy signalled or ordered
 * @param randomCuts cuts at random places
 * @param signalCuts cuts at signals
 * @param poisonings runs on a replaced future
 * @param seed repeats every choice
 * @param findings what is wrong; at most a few of each kind
 * @param notes what was not checked and why, and what a reader of the results should know
 * @param warmUps how each indicator depends on the number of bars it has seen
 */
public record LookAheadReport(
        long inputs,
        long steps,
        int signals,
        int randomCuts,
        int signalCuts,
        int poisonings,
        long seed,
        List<Finding> findings,
        List<String> notes,
        List<WarmUpRow> warmUps) {
    public LookAheadReport {
        findings = List.copyOf(findings);
        notes = List.copyOf(notes);
        warmUps = List.copyOf(warmUps);
    }

    /** Nothing was found. */
    public boolean clean() {
        return findings.isEmpty();
    }

    /** True when something of this kind was found. */
    public boolean has(final FindingKind kind) {
        for (final Finding finding : findings) {
            if (finding.kind() == kind) {
                return true;
            }
        }
        return false;
    }
}
