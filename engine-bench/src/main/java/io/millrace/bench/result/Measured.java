package io.millrace.bench.result;

import java.util.List;

/**
 * What one process measured.
 *
 * @param firstRun the very first run of the process, while its code was still being compiled; part of the warm-up
 * @param warmUps runs that are not counted, the first among them
 * @param repetitions the counted runs, in the order they ran
 */
public record Measured(Figures firstRun, int warmUps, List<Figures> repetitions) {
    public Measured {
        repetitions = List.copyOf(repetitions);
    }

    public Figures median() {
        return Figures.median(repetitions);
    }
}
