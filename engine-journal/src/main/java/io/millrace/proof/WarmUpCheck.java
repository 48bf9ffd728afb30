package io.millrace.proof;

import io.millrace.engine.StepListener;
import io.millrace.engine.StrategyConfig;
import io.millrace.event.codec.BarDecoder;
import io.millrace.indicator.Indicator;
import io.millrace.indicator.IndicatorRegistry;
import io.millrace.indicator.IndicatorSpec;
import io.millrace.instrument.Timeframe;
import io.millrace.strategy.StrategyFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Starts every indicator late, by as many bars as it declares to need, and compares it with the one that saw all bars:
 * more than 0.1 % of its usual size apart is refused. Then starts the whole strategy late and counts which signals are
 * the same; those may differ for a reason (a position already held), so they are told and not refused.
 */
final class WarmUpCheck {
    static final double TOLERANCE = 0.001;
    private static final int[] START_UPS = {199, 399, 499, 999, 1_999};
    private static final int PLACES = 20;

    private final ProofSubject subject;
    private final InputTape tape;
    private final BarHistory history;
    private final StepTrace trace;
    private final PartialRun runs;
    private final List<WarmUpRow> rows = new ArrayList<>();

    WarmUpCheck(
            final ProofSubject subject,
            final InputTape tape,
            final BarHistory history,
            final StepTrace trace,
            final PartialRun runs) {
        this.subject = subject;
        this.tape = tape;
        this.history = history;
        this.trace = trace;
        this.runs = runs;
    }

    List<WarmUpRow> rows() {
        return rows;
    }

    void run(final List<Finding> findings, final List<String> notes) {
        int longest = 0;
        for (final StrategyConfig strategy : subject.config().strategies()) {
            final StrategyFactory factory = subject.code().strategies(tape).find(strategy.name());
            final SetupProbe probe = new SetupProbe(subject.config(), strategy, factory);
            factory.create(probe);
            for (final SetupProbe.Wanted wanted : probe.wanted()) {
                longest = Math.max(longest, check(wanted, findings, notes));
            }
        }
        decisions(longest, notes);
    }

    /** Returns the bars it declares, 0 when it never forgets its start. */
    private int check(final SetupProbe.Wanted wanted, final List<Finding> findings, final List<String> notes) {
        final IndicatorSpec spec = IndicatorRegistry.standard().parse(wanted.spec());
        final String stream = wanted.instrument().symbol() + " " + new Timeframe(wanted.timeframe()).format();
        final BarColumns bars = history.of(wanted.instrument().id(), wanted.timeframe());
        final int declared = spec.newIndicator().convergenceBars();
        if (declared == Indicator.NEVER) {
            notes.add(
                    stream + " " + spec + " depends on where the data begins for ever: only its changes mean anything");
            return 0;
        }
        final double[] whole = whole(spec, bars);
        final double size = usualSize(whole);
        final double difference = largest(spec, bars, whole, declared, size);
        final List<Integer> startUps = new ArrayList<>();
        final List<Double> differences = new ArrayList<>();
        for (final int startUp : START_UPS) {
            final double other = largest(spec, bars, whole, startUp, size);
            if (!Double.isNaN(other)) {
                startUps.add(startUp);
                differences.add(other);
            }
        }
        rows.add(new WarmUpRow(stream, spec.text(), declared, difference, startUps, differences));
        if (Double.isNaN(difference)) {
            notes.add(stream + " " + spec + ": its warm-up of " + declared + " bars was not checked, there are only "
                    + bars.size() + " and more than twice as many are needed");
        } else if (difference > TOLERANCE) {
            findings.add(Finding.of(
                    FindingKind.WARM_UP,
                    stream + " " + spec + " started " + declared + " bars ago, as it declares to suffice, differs by "
                            + percent(difference) + " from one that saw everything; expected "
                            + percent(TOLERANCE) + " at most: declare a longer warm-up"));
        }
        return declared;
    }

    private static double[] whole(final IndicatorSpec spec, final BarColumns bars) {
        final Indicator indicator = spec.newIndicator();
        final double[] values = new double[bars.size()];
        for (int i = 0; i < values.length; i++) {
            indicator.update(bars.row(i).of(spec.input()), bars.row(i));
            values[i] = indicator.value(spec.output());
        }
        return values;
    }

    private static double usualSize(final double[] values) {
        double sum = 0;
        int count = 0;
        for (final double value : values) {
            if (!Double.isNaN(value)) {
                sum += Math.abs(value);
                count++;
            }
        }
        return count == 0 ? 0 : sum / count;
    }

    /** Largest difference over places spread over the last half; NaN when the data is too short. */
    private static double largest(
            final IndicatorSpec spec,
            final BarColumns bars,
            final double[] whole,
            final int startUp,
            final double usualSize) {
        final int first = Math.max(2 * startUp, bars.size() / 2);
        final int last = bars.size() - 1;
        if (first > last) {
            return Double.NaN;
        }
        final int stride = Math.max(1, (last - first) / PLACES);
        double largest = 0;
        for (int end = last; end >= first; end -= stride) {
            final double late = late(spec, bars, end - startUp + 1, end);
            largest = Math.max(largest, difference(late, whole[end], usualSize));
        }
        return largest;
    }

    private static double late(final IndicatorSpec spec, final BarColumns bars, final int from, final int to) {
        final Indicator indicator = spec.newIndicator();
        for (int i = from; i <= to; i++) {
            indicator.update(bars.row(i).of(spec.input()), bars.row(i));
        }
        return indicator.value(spec.output());
    }

    private static double difference(final double late, final double whole, final double usualSize) {
        if (Double.isNaN(late) || Double.isNaN(whole)) {
            return Double.isNaN(late) && Double.isNaN(whole) ? 0 : Double.POSITIVE_INFINITY;
        }
        final double size = Math.max(usualSize, Math.abs(whole));
        return late == whole ? 0 : Math.abs(late - whole) / size;
    }

    private void decisions(final int declared, final List<String> notes) {
        final StrategyConfig strategy = subject.config().strategies().get(0);
        final int instrument = instrument(strategy.symbols().get(0));
        final BarColumns bars = history.of(instrument, strategy.timeframeSeconds());
        noteEarlyDecision(declared, strategy, bars, notes);
        for (final int startUp : START_UPS) {
            if (startUp < declared
                    || bars.size() < 2 * startUp
                    || trace.decisions().isEmpty()) {
                continue;
            }
            final int from = bars.size() - 2 * startUp;
            compare(startUp, bars.closeTimeNs(from), bars.closeTimeNs(from + startUp), notes);
        }
    }

    private void noteEarlyDecision(
            final int declared, final StrategyConfig strategy, final BarColumns bars, final List<String> notes) {
        if (trace.decisions().isEmpty() || bars.size() == 0) {
            return;
        }
        final long firstNs = tape.receiveTimeNs(trace.decisions().get(0).input());
        int seen = 0;
        while (seen < bars.size() && bars.closeTimeNs(seen) <= firstNs) {
            seen++;
        }
        if (seen < declared && strategy.warmUpBars() < declared) {
            notes.add("decides from bar " + seen + " on, while its indicators still depend on where the data begins"
                    + " until bar " + declared + "; --warmup " + declared + " waits for them");
        }
    }

    /** Signals from {@code untilNs} on, of a run that begins at {@code fromNs}, held against those of the whole run. */
    private void compare(final int startUp, final long fromNs, final long untilNs, final List<String> notes) {
        int head = 0;
        while (head < tape.size() && !isMarketData(head)) {
            head++;
        }
        int from = head;
        while (from < tape.size() && tape.eventTimeNs(from) <= fromNs) {
            from++;
        }
        final StepTrace late = new StepTrace();
        runs.run(tape.joined(head, from), late, StepListener.NONE);
        final Map<Integer, Long> expected = new HashMap<>();
        for (final StepTrace.Decision decision : trace.decisions()) {
            if (decision.signals() != 0 && tape.eventTimeNs(decision.input()) > untilNs) {
                expected.put(decision.input(), decision.signals());
            }
        }
        int same = 0;
        int other = 0;
        for (final StepTrace.Decision decision : late.decisions()) {
            final int input = decision.input() < head ? decision.input() : decision.input() + from - head;
            if (decision.signals() != 0 && tape.eventTimeNs(input) > untilNs) {
                final Long whole = expected.get(input);
                same += whole != null && whole == decision.signals() ? 1 : 0;
                other += whole != null && whole == decision.signals() ? 0 : 1;
            }
        }
        notes.add("started " + startUp + " bars before, " + same + " of " + expected.size()
                + " signals are the same to the last bit, and " + other
                + " are others (positions and peaks depend on the past)");
    }

    private boolean isMarketData(final int input) {
        return tape.template(input) >= BarDecoder.TEMPLATE_ID;
    }

    private int instrument(final String symbol) {
        for (int i = 0; i < subject.config().instruments().size(); i++) {
            if (subject.config().instruments().get(i).symbol().equals(symbol)) {
                return i;
            }
        }
        return 0;
    }

    private static String percent(final double fraction) {
        return Double.isInfinite(fraction) ? "a missing value" : String.format(Locale.ROOT, "%.4f %%", fraction * 100);
    }
}
