package io.millrace.replay;

import io.millrace.chronicle.ChronicleJournal;
import io.millrace.engine.EngineConfig;
import io.millrace.engine.EngineFactory;
import io.millrace.engine.StepListener;
import io.millrace.engine.TradingEngine;
import io.millrace.event.Step;
import io.millrace.feed.InputSource;
import io.millrace.journal.Durability;
import io.millrace.journal.JournalReader;
import io.millrace.journal.JournalSettings;
import io.millrace.journal.JournalWriter;
import io.millrace.journal.RecordType;
import io.millrace.journal.Rolling;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** Journals made for the tests: recorded by an engine, or written step by step with a correct chain. */
final class RecordedRun {
    /** State and order hash of the engine that recorded. */
    record Hashes(long state, long orders) {}

    private RecordedRun() {}

    static Hashes record(final EngineConfig config, final InputSource source, final Path journal) {
        try (JournalWriter writer = ChronicleJournal.open(settings(config, journal))) {
            final StepJournal log = new StepJournal(writer, Durability.PROCESS);
            final TradingEngine engine = new EngineFactory(config).simulated(source, log, StepListener.NONE);
            final Step step = new Step();
            while (engine.runOne(step)) {
                continue;
            }
            return new Hashes(engine.stateHash(), engine.orderHash());
        }
    }

    /** A journal of these steps under that configuration, whether or not they belong together. */
    static void write(final EngineConfig config, final List<byte[]> steps, final Path journal) {
        try (JournalWriter writer = ChronicleJournal.open(settings(config, journal))) {
            for (final byte[] bytes : steps) {
                final UnsafeBuffer step = new UnsafeBuffer(bytes);
                writer.append(RecordType.STEP, 1, step, 0, bytes.length);
            }
        }
    }

    static List<byte[]> steps(final Path journal) {
        final List<byte[]> steps = new ArrayList<>();
        try (JournalReader reader = ChronicleJournal.read(journal)) {
            while (reader.next((type, sequence, timeNs, buffer, offset, length) -> {
                if (type == RecordType.STEP) {
                    final byte[] bytes = new byte[length];
                    buffer.getBytes(offset, bytes);
                    steps.add(bytes);
                }
            })) {
                continue;
            }
        }
        return steps;
    }

    static JournalSettings settings(final EngineConfig config, final Path journal) {
        return JournalSettings.of(journal, JournalHeader.of(config).text())
                .withRolling(Rolling.NEVER)
                .withBlocks(256 * 1024, 32 * 1024)
                .withSpace(0, null);
    }
}
