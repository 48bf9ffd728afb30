package io.millrace.bench.micro;

import io.millrace.bench.workload.W1;
import io.millrace.engine.EngineFactory;
import io.millrace.engine.Stage;
import io.millrace.engine.StepListener;
import io.millrace.engine.StepLog;
import io.millrace.engine.TradingEngine;
import io.millrace.event.Step;
import io.millrace.feed.InputSource;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * W1's bars through growing parts of the engine; the difference of two lines is the cost of a part. The engine and its
 * source start again at the end of the bars (amortised; the bytes an operation show it as a trace).
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class StepBenchmark {
    private static final int BARS = 1_000_000;

    private final Step step = new Step();
    private W1 workload;
    private InputSource source;
    private TradingEngine engine;
    private Stage[] stages;
    private long sequence;

    @Setup
    public void setUp() {
        workload = new W1(BARS, 42);
        restart();
    }

    /** The bars out of their columns into input messages. */
    @Benchmark
    public int baseline() {
        if (!source.advance()) {
            source = workload.inputs();
            source.advance();
        }
        return source.length();
    }

    /** A step that holds a bar and nothing else. */
    @Benchmark
    public int writeAndSealABar() {
        baseline();
        step.begin(++sequence, sequence);
        step.append(source.buffer(), source.offset(), source.length());
        step.endInput();
        step.endFrames();
        step.seal();
        return step.length();
    }

    /** Intake with the simulated venue, then the market stage. */
    @Benchmark
    public int intakeAndMarket() {
        take();
        stages[0].onStep(step);
        engine.intake().onRouted(step.sequence());
        return step.length();
    }

    /** A whole step without a journal. */
    @Benchmark
    public int wholeStep() {
        take();
        for (Stage stage : stages) {
            stage.onStep(step);
        }
        engine.intake().onRouted(step.sequence());
        return step.length();
    }

    private void take() {
        if (!engine.intake().ready()) {
            restart();
            engine.intake().ready();
        }
        engine.intake().write(step);
    }

    private void restart() {
        source = workload.inputs();
        engine = new EngineFactory(workload.config()).simulated(workload.inputs(), StepLog.NONE, StepListener.NONE);
        stages = engine.stages();
    }
}
