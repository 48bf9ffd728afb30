package io.millrace.cli;

import io.millrace.chronicle.ChronicleJournal;
import io.millrace.engine.EngineConfig;
import io.millrace.event.StepLayout;
import io.millrace.inspect.DecodedMessage;
import io.millrace.inspect.NumberNames;
import io.millrace.inspect.StepInspector;
import io.millrace.journal.JournalReader;
import io.millrace.journal.RecordType;
import io.millrace.plugin.Plugins;
import io.millrace.replay.JournalHeader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.agrona.DirectBuffer;

/** Reads a journal message by message, with the names its header gives to instruments and strategies. */
final class StepWalk implements AutoCloseable {
    private final JournalReader reader;
    private final StepInspector inspector;
    private final MessageHandler handler;
    private final long fromStep;
    private EngineConfig config;
    private NumberNames numbers;
    private long steps;
    private long lastStep = -1;

    /** Receives each message of each step. */
    interface MessageHandler {
        void onMessage(NamedMessage message);
    }

    /**
     * A message with its step.
     *
     * @param step sequence of the step
     * @param timeNs engine time of the step
     * @param symbol the instrument's name; null when the message has none
     * @param strategy the strategy's name; null when the message has none
     */
    record NamedMessage(long step, long timeNs, String symbol, String strategy, DecodedMessage message) {}

    StepWalk(Path journal, StepInspector inspector, long fromStep, MessageHandler handler) {
        this.reader = ChronicleJournal.read(journal);
        this.inspector = inspector;
        this.fromStep = fromStep;
        this.handler = handler;
    }

    /** Hands over the next record's messages; false when there is none yet. */
    boolean next() {
        return reader.next(this::onRecord);
    }

    /** Steps handed over. */
    long steps() {
        return steps;
    }

    /** Sequence of the newest one; -1 before the first. */
    long lastStep() {
        return lastStep;
    }

    @Override
    public void close() {
        reader.close();
    }

    private void onRecord(int type, long sequence, long timeNs, DirectBuffer buffer, int offset, int length) {
        if (type == RecordType.HEADER) {
            byte[] text = new byte[length];
            buffer.getBytes(offset, text);
            config = JournalHeader.parse(new String(text, StandardCharsets.UTF_8), Plugins.catalog())
                    .config();
            numbers = new NumberNames(config);
        } else if (type == RecordType.STEP && StepLayout.sequence(buffer, offset) >= fromStep) {
            steps++;
            long step = StepLayout.sequence(buffer, offset);
            lastStep = step;
            long stepTimeNs = StepLayout.engineTimeNs(buffer, offset);
            for (DecodedMessage message : inspector.decode(buffer, offset, length)) {
                handler.onMessage(
                        new NamedMessage(step, stepTimeNs, symbol(message), strategy(message), inWords(message)));
            }
        }
    }

    private DecodedMessage inWords(DecodedMessage message) {
        return numbers == null ? message : numbers.in(message);
    }

    private String symbol(DecodedMessage message) {
        int id = id(message.value("instrument"));
        boolean known = config != null && id >= 0 && id < config.instruments().size();
        return known ? config.instruments().get(id).symbol() : null;
    }

    private String strategy(DecodedMessage message) {
        int id = id(message.value("strategy"));
        boolean known = config != null && id >= 0 && id < config.strategies().size();
        return known ? config.strategies().get(id).name() : null;
    }

    private static int id(String text) {
        try {
            return text == null ? -1 : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
