package io.millrace.bench.fork;

import io.millrace.bench.result.Figures;
import io.millrace.bench.result.Measured;
import io.millrace.bench.workload.ScratchFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Measures cases that are to be compared: each in a process of its own, warmed up by itself, then one counted run of
 * each in turn, so that all of them meet the same minutes of the machine. Only one process works at a time.
 */
public final class Turns {
    private final int warmUps;
    private final int repetitions;
    private final ScratchFolder scratch;
    private final Consumer<String> progress;

    /**
     * Plans.
     *
     * @param warmUps runs of each process that are not counted, at least 1; the first is reported as its cold run
     * @param repetitions runs that are
     * @param progress gets the name of each case that begins
     */
    public Turns(int warmUps, int repetitions, ScratchFolder scratch, Consumer<String> progress) {
        this.warmUps = warmUps;
        this.repetitions = repetitions;
        this.scratch = scratch;
        this.progress = progress;
    }

    /** The folder that the cases may use. */
    public ScratchFolder scratch() {
        return scratch;
    }

    /**
     * Measures them.
     *
     * @return in the order of the cases
     * @throws io.millrace.cli.CommandException when a process fails
     */
    public List<Measured> measure(List<CaseSpec> cases) throws InterruptedException {
        List<Fork> forks = new ArrayList<>();
        try {
            List<Figures> cold = new ArrayList<>();
            for (CaseSpec each : cases) {
                progress.accept(each.name());
                Fork fork = Fork.open(each, scratch.fresh());
                forks.add(fork);
                cold.add(warm(fork));
            }
            return counted(forks, cold);
        } finally {
            forks.forEach(Fork::close);
        }
    }

    private Figures warm(Fork fork) throws InterruptedException {
        Figures first = fork.warmUp();
        for (int i = 1; i < warmUps; i++) {
            fork.warmUp();
        }
        return first;
    }

    private List<Measured> counted(List<Fork> forks, List<Figures> cold) throws InterruptedException {
        List<List<Figures>> runs = new ArrayList<>();
        forks.forEach(fork -> runs.add(new ArrayList<>()));
        for (int i = 0; i < repetitions; i++) {
            for (int k = 0; k < forks.size(); k++) {
                runs.get(k).add(forks.get(k).run());
            }
        }
        List<Measured> measured = new ArrayList<>();
        for (int k = 0; k < forks.size(); k++) {
            measured.add(new Measured(cold.get(k), warmUps, runs.get(k)));
        }
        return measured;
    }
}
