package io.millrace.replay;

import io.millrace.engine.StepLog;
import io.millrace.event.MessageCursor;
import io.millrace.event.Step;
import io.millrace.event.codec.CommandDecoder;
import io.millrace.event.codec.ExecutionReportDecoder;
import io.millrace.event.codec.OrderCommandDecoder;
import io.millrace.journal.Durability;
import io.millrace.journal.JournalWriter;
import io.millrace.journal.RecordType;

/**
 * Stage 4: each step is one record. In durability {@code power}, a step that holds an order, a venue's report or a
 * command is synced before this returns; market data is not.
 */
public final class StepJournal implements StepLog {
    private final JournalWriter writer;
    private final boolean syncOrders;
    private final MessageCursor cursor = new MessageCursor();

    public StepJournal(final JournalWriter writer, final Durability durability) {
        this.writer = writer;
        this.syncOrders = durability == Durability.POWER;
    }

    @Override
    public void append(final Step step) {
        writer.append(RecordType.STEP, step.engineTimeNs(), step.buffer(), 0, step.length());
        if (syncOrders && mustSurvivePowerLoss(step)) {
            writer.sync();
        }
    }

    private boolean mustSurvivePowerLoss(final Step step) {
        if (step.inputTemplate() == ExecutionReportDecoder.TEMPLATE_ID
                || step.inputTemplate() == CommandDecoder.TEMPLATE_ID) {
            return true;
        }
        cursor.outputs(step);
        while (cursor.next()) {
            if (cursor.templateId() == OrderCommandDecoder.TEMPLATE_ID) {
                return true;
            }
        }
        return false;
    }
}
