package io.millrace.replay;

import io.millrace.chronicle.ChronicleJournal;
import io.millrace.engine.EngineFactory;
import io.millrace.engine.StepListener;
import io.millrace.engine.TradingEngine;
import io.millrace.journal.Durability;
import io.millrace.journal.JournalReader;
import io.millrace.journal.JournalWriter;
import io.millrace.pipeline.EngineRunner;
import io.millrace.pipeline.Layout;
import io.millrace.pipeline.PipelineConfig;
import io.millrace.pipeline.WaitMode;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs a journal's inputs into a new journal through the intake of live trading, to be killed. Arguments: source,
 * target, layout, witness: a file that holds the last step that was let out.
 */
final class DirectRunChild {
    private static final long ROUTE_PAUSE_NS = 50_000;
    private static final int STEPS_PER_PAUSE = 16;

    private DirectRunChild() {}

    public static void main(final String[] args) throws Exception {
        final Path source = Path.of(args[0]);
        final JournalHeader header = JournalHeader.read(source);
        final MappedByteBuffer witness;
        try (FileChannel channel = FileChannel.open(
                Path.of(args[3]), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            witness = channel.map(FileChannel.MapMode.READ_WRITE, 0, Long.BYTES);
        }
        // Slow at the end of the pipeline, so that the ring is full when the kill comes.
        final StepListener listener = step -> {
            witness.putLong(0, step.sequence());
            if (step.sequence() % STEPS_PER_PAUSE == 0) {
                LockSupport.parkNanos(ROUTE_PAUSE_NS);
            }
        };
        try (JournalReader reader = ChronicleJournal.read(source);
                JournalWriter writer = ChronicleJournal.open(RecordedRun.settings(header.config(), Path.of(args[1])))) {
            final TradingEngine engine = new EngineFactory(header.config())
                    .replaying(new RecordedInputs(reader), new StepJournal(writer, Durability.PROCESS), listener);
            try (EngineRunner runner =
                    EngineRunner.of(engine, PipelineConfig.of(Layout.valueOf(args[2]), WaitMode.YIELD))) {
                runner.start();
                while (!runner.awaitEnd(1_000)) {
                    continue;
                }
                if (runner.halt() != null) {
                    throw new IllegalStateException(
                            runner.halt().describe(), runner.halt().cause());
                }
            }
        }
        System.out.println("done");
    }
}
