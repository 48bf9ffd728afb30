package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.backtest.Backtest;
import io.millrace.chronicle.ChronicleJournal;
import io.millrace.config.Settings;
import io.millrace.engine.EngineConfig;
import io.millrace.event.StepLayout;
import io.millrace.event.codec.CommandKind;
import io.millrace.inspect.FieldKind;
import io.millrace.journal.JournalReader;
import io.millrace.journal.JournalSettings;
import io.millrace.journal.JournalWriter;
import io.millrace.journal.RecordType;
import io.millrace.replay.JournalHeader;
import io.millrace.testkit.InputScript;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal that changes while it is exported. */
class ExportPassesTest {
    private static final long START_NS = 1_600_000_020_000_000_000L;
    private static final long ONE = 100_000_000L;

    @TempDir
    private Path folder;

    private Path journal;
    private final EngineConfig config = EngineConfig.read(new Settings()
            .put("engine.mode", "backtest", "test")
            .put("instruments.0.symbol", "A", "test")
            .put("strategies.0.name", "buy-and-hold", "test")
            .put("strategies.0.symbol", "A", "test")
            .put("strategies.0.timeframe", "1m", "test"));

    @BeforeEach
    void record() {
        journal = folder.resolve("journal");
        InputScript script = new InputScript().up(START_NS, 1);
        for (int i = 1; i < 20; i++) {
            script.trade(0, START_NS + i, 100 * ONE, ONE);
        }
        new Backtest(config)
                .run(script.command(START_NS + 30, CommandKind.FLATTEN).source(), journal);
    }

    /** The same steps, without some. */
    private Path without(String name, Predicate<Long> left) {
        List<byte[]> steps = new ArrayList<>();
        try (JournalReader reader = ChronicleJournal.read(journal)) {
            while (reader.next((type, sequence, timeNs, buffer, offset, length) -> {
                if (type == RecordType.STEP && !left.test(StepLayout.sequence(buffer, offset))) {
                    byte[] bytes = new byte[length];
                    buffer.getBytes(offset, bytes);
                    steps.add(bytes);
                }
            })) {
                continue;
            }
        }
        Path other = folder.resolve(name);
        try (JournalWriter writer = ChronicleJournal.open(
                JournalSettings.of(other, JournalHeader.of(config).text()))) {
            for (byte[] step : steps) {
                UnsafeBuffer buffer = new UnsafeBuffer(step);
                writer.append(RecordType.STEP, StepLayout.engineTimeNs(buffer, 0), buffer, 0, step.length);
            }
        }
        return other;
    }

    private void replace(Path other) {
        try {
            Files.move(journal, folder.resolve("before"));
            Files.move(other, journal);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Counts; does something between the passes. */
    private record Counting(Runnable between, List<Long> steps) implements MessageExport {
        @Override
        public boolean needsFields() {
            return true;
        }

        @Override
        public void begin(Map<String, FieldKind> fields) {
            between.run();
        }

        @Override
        public void message(StepWalk.NamedMessage message) {
            steps.add(message.step());
        }

        @Override
        public void finish() {}

        @Override
        public void close() {}
    }

    private Counting export(Runnable between) {
        Counting export = new Counting(between, new ArrayList<>());
        new ExportPasses(journal, export).run();
        return export;
    }

    @Test
    void shouldRefuseAJournalWhoseBeginningIsCutAwayBetweenThePasses() {
        Path cut = without("cut", step -> step < 5);
        CommandException e = assertThrows(CommandException.class, () -> export(() -> replace(cut)));
        assertEquals(CommandException.DATA, e.exitCode());
        assertTrue(e.getMessage().contains("and now it begins at step 5;"), e.getMessage());
        assertTrue(e.getMessage().contains("retention"), e.getMessage());
    }

    @Test
    void shouldRefuseAJournalWhoseEndIsGone() {
        Path shorter = without("shorter", step -> step > 9);
        CommandException e = assertThrows(CommandException.class, () -> export(() -> replace(shorter)));
        assertTrue(e.getMessage().contains("and now it ends at step 9;"), e.getMessage());
    }

    @Test
    void shouldLeaveOutWhatIsWrittenBehindTheFirstPass() {
        Path whole = without("whole", step -> false);
        replace(without("early", step -> step > 9));
        Counting export = export(() -> {
            try {
                Files.move(journal, folder.resolve("early"));
                Files.move(whole, journal);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        assertEquals(9, export.steps().get(export.steps().size() - 1));
    }
}
