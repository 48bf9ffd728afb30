package io.millrace.proof;

import io.millrace.replay.FirstDifference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/**
 * Runs a subject on all of its data, and again on data whose future is missing or another: what was put out before must
 * be the same bytes. Besides, looks for what such runs cannot show: see {@link FindingKind}.
 *
 * <pre>
 *  whole      |=====================================|   a hash of every step is kept
 *  again      |=====================================|   repeatable?
 *  cut        |================|                        all its steps as in the whole run
 *  poisoned   |================|##########..........    run to the cut only; the poison lies behind it
 * </pre>
 *
 * <p>One thread, one use.
 */
public final class LookAheadCheck {
    private static final int MAX_FINDINGS = 3;

    private final ProofSubject subject;
    private final InputTape tape;
    private final ProofPlan plan;
    private final ProofProgress progress;
    private final PartialRun runs;
    private final Random random;
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    public LookAheadCheck(
            final ProofSubject subject, final InputTape tape, final ProofPlan plan, final ProofProgress progress) {
        this.subject = subject;
        this.tape = tape;
        this.plan = plan;
        this.progress = progress;
        this.runs = new PartialRun(subject);
        this.random = new Random(plan.seed());
    }

    /**
     * Does everything.
     *
     * @throws IllegalArgumentException if there is too little data for a single cut
     */
    public LookAheadReport run() {
        if (tape.size() < 3) {
            throw new IllegalArgumentException(
                    "only " + tape.size() + " inputs: there is nothing to cut; expected some bars or trades");
        }
        progress.onProgress("the whole run", 0, 1);
        final StepTrace trace = new StepTrace();
        final FillAudit fills = new FillAudit();
        final BarHistory history = new BarHistory();
        runs.run(tape, trace, step -> {
            fills.onStep(step);
            history.onStep(step);
        });
        if (trace.failedStep() > 0) {
            findings.add(Finding.of(FindingKind.FAILED, "it was taken out of service at step " + trace.failedStep()));
        }
        List<Integer> randomCuts = List.of();
        List<Integer> signalCuts = List.of();
        int poisonings = 0;
        if (repeatable(trace)) {
            randomCuts = randomCuts();
            cut(randomCuts, trace);
            signalCuts = signalCuts(trace);
            cut(signalCuts, trace);
            poisonings = poison(trace);
        }
        findings.addAll(fills.findings());
        findings.addAll(new DoorScan(subject, tape).findings());
        new DataAudit(subject, tape).run(findings, notes);
        final WarmUpCheck warmUp = new WarmUpCheck(subject, tape, history, trace, runs);
        warmUp.run(findings, notes);
        return new LookAheadReport(
                tape.size(),
                trace.steps(),
                trace.decisions().size(),
                randomCuts.size(),
                signalCuts.size(),
                poisonings,
                plan.seed(),
                findings,
                notes,
                warmUp.rows());
    }

    private boolean repeatable(final StepTrace trace) {
        final FirstDifference difference = runs.compare(tape, tape, trace, trace.steps());
        if (difference != null) {
            findings.add(new Finding(
                    FindingKind.NOT_REPEATABLE,
                    tape.size(),
                    "a second run of all " + tape.size() + " inputs differs; no cut can be judged",
                    difference));
        }
        return difference == null;
    }

    private List<Integer> randomCuts() {
        final TreeSet<Integer> cuts = new TreeSet<>();
        final int places = tape.size() - 1;
        if (places <= plan.cuts()) {
            for (int kept = 1; kept <= places; kept++) {
                cuts.add(kept);
            }
            notes.add("there are only " + places + " places to cut at: all were tried");
        }
        while (cuts.size() < Math.min(plan.cuts(), places)) {
            cuts.add(1 + random.nextInt(places));
        }
        return new ArrayList<>(cuts);
    }

    /** The input at which it was decided is kept, nothing after it. */
    private List<Integer> signalCuts(final StepTrace trace) {
        final TreeSet<Integer> all = new TreeSet<>();
        for (final StepTrace.Decision decision : trace.decisions()) {
            if (decision.input() + 1 < tape.size()) {
                all.add(decision.input() + 1);
            }
        }
        final List<Integer> cuts = new ArrayList<>(all);
        if (cuts.size() > plan.signalCuts()) {
            Collections.shuffle(cuts, random);
            notes.add("cut at " + plan.signalCuts() + " of " + cuts.size() + " signals and orders, chosen by the seed");
            return new ArrayList<>(new TreeSet<>(cuts.subList(0, plan.signalCuts())));
        }
        if (trace.decisions().isEmpty()) {
            notes.add("the strategy decided nothing on this data: only values that it did not act on were compared");
        }
        return cuts;
    }

    private void cut(final List<Integer> cuts, final StepTrace trace) {
        int found = 0;
        int done = 0;
        for (final int kept : cuts) {
            progress.onProgress("cuts", done++, cuts.size());
            final FirstDifference difference = runs.compare(tape.prefix(kept), tape, trace, trace.steps());
            if (difference != null && found++ < MAX_FINDINGS) {
                findings.add(new Finding(FindingKind.TRUNCATION, kept, place(kept, trace), difference));
            }
        }
    }

    private int poison(final StepTrace trace) {
        final List<Integer> places = new ArrayList<>();
        final List<Integer> signals = signalPlaces(trace);
        for (int i = 0; i < plan.poisons(); i++) {
            final boolean atSignal = i % 2 == 1 && !signals.isEmpty();
            places.add(atSignal ? signals.get(random.nextInt(signals.size())) : 1 + random.nextInt(tape.size() - 1));
        }
        int done = 0;
        int found = 0;
        for (final Poison poison : Poison.values()) {
            for (final int kept : places) {
                progress.onProgress("poisoned futures", done++, places.size() * Poison.values().length);
                final InputTape poisoned = poison.after(tape, kept, plan.seed() + kept);
                final FirstDifference difference = runs.compare(poisoned, tape, trace, trace.stepOf(kept - 1));
                if (difference != null && found++ < MAX_FINDINGS) {
                    findings.add(new Finding(
                            FindingKind.POISON, kept, place(kept, trace) + ", future " + poison.name(), difference));
                }
            }
        }
        return done;
    }

    private List<Integer> signalPlaces(final StepTrace trace) {
        final List<Integer> places = new ArrayList<>();
        for (final StepTrace.Decision decision : trace.decisions()) {
            if (decision.input() + 1 < tape.size()) {
                places.add(decision.input() + 1);
            }
        }
        return places;
    }

    private String place(final int kept, final StepTrace trace) {
        return "cut after input " + kept + " of " + tape.size() + " (step " + trace.stepOf(kept - 1) + ", "
                + Times.iso(tape.receiveTimeNs(kept - 1)) + ")";
    }
}
