package io.millrace.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.millrace.engine.EngineFactory;
import io.millrace.engine.EngineRecovery;
import io.millrace.engine.StepListener;
import io.millrace.engine.StepLog;
import io.millrace.engine.TradingEngine;
import io.millrace.event.StateBuffer;
import io.millrace.event.Step;
import io.millrace.feed.InputSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Runs an engine to its end and saves it at many places; then a fresh engine reads each of them and goes on with the
 * same inputs. Every step that it makes must be the unbroken run's, to the last byte: so what an engine forgets to save
 * is found by what it does without it.
 */
public final class ResumeCheck {
    private final EngineFactory factory;
    private final Supplier<InputSource> inputs;
    private final List<Cut> cuts = new ArrayList<>();
    private final StepBytes whole = new StepBytes();
    private TradingEngine engine;
    private Counted source;

    private ResumeCheck(final EngineFactory factory, final Supplier<InputSource> inputs) {
        this.factory = factory;
        this.inputs = inputs;
    }

    /** Where a run was saved. */
    private record Cut(long step, int messages, long stateHash, StateBuffer state) {}

    /**
     * @param every steps from one cut to the next
     * @param most steps that are compared behind each cut
     * @return steps of the unbroken run
     */
    public static int check(
            final EngineFactory factory, final Supplier<InputSource> inputs, final int every, final int most) {
        final ResumeCheck check = new ResumeCheck(factory, inputs);
        check.runWhole(every);
        assertFalse(
                check.cuts.isEmpty(), "no boundary in " + check.whole.steps().size() + " steps");
        for (final Cut cut : check.cuts) {
            check.resume(cut, most);
        }
        return check.whole.steps().size();
    }

    private void runWhole(final int every) {
        source = new Counted(inputs.get());
        engine = factory.simulated(source, whole, StepListener.NONE);
        engine.tellBoundaries(every, this::save);
        final Step step = new Step();
        while (engine.runOne(step)) {
            // Saved on the way.
        }
    }

    private void save(final long sequence, final long timeNs) {
        final StateBuffer state = new StateBuffer();
        engine.writeState(state);
        cuts.add(new Cut(sequence, source.messages, engine.stateHash(), state));
    }

    private void resume(final Cut cut, final int most) {
        final Counted rest = new Counted(inputs.get());
        for (int i = 0; i < cut.messages; i++) {
            rest.advance();
        }
        final int[] next = {(int) cut.step};
        final StepLog log = step -> {
            final byte[] bytes = new byte[step.length()];
            step.buffer().getBytes(0, bytes);
            assertArrayEquals(
                    whole.steps().get(next[0]),
                    bytes,
                    () -> "saved after step " + cut.step + ", step " + (next[0] + 1));
            next[0]++;
        };
        final EngineRecovery again = factory.recovering(rest, log, StepListener.NONE);
        again.readState(cut.state);
        cut.state.requireRead();
        assertEquals(cut.stateHash, again.stateHash(), "state hash after step " + cut.step);
        final StateBuffer twice = new StateBuffer();
        again.writeState(twice);
        assertEquals(cut.state.size(), twice.size(), "fields of the state after step " + cut.step);
        for (int i = 0; i < twice.size(); i++) {
            assertEquals(cut.state.field(i), twice.field(i), "field " + i + " of the state after step " + cut.step);
        }
        int done = 0;
        while (done < most && again.runOne()) {
            done++;
        }
        assertEquals(Math.min(most, whole.steps().size() - cut.step), done, "steps behind " + cut.step);
    }

    /** A source that counts what it gave. */
    private static final class Counted extends ForwardedSource {
        private int messages;

        Counted(final InputSource source) {
            super(source);
        }

        @Override
        public boolean advance() {
            final boolean found = super.advance();
            messages += found ? 1 : 0;
            return found;
        }
    }
}
