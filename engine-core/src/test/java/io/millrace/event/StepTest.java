package io.millrace.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.event.codec.MarkDecoder;
import io.millrace.event.codec.QuoteDecoder;
import io.millrace.testkit.AllocationProbe;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.Test;

class StepTest {
    private final Step step = new Step();

    private void write(final int messages) {
        write(step, messages);
    }

    private static void write(final Step step, final int messages) {
        step.begin(1, 1);
        for (int i = 0; i < messages; i++) {
            final int block = step.claim(MarkDecoder.TEMPLATE_ID, MarkDecoder.BLOCK_LENGTH);
            ((MutableDirectBuffer) step.buffer()).putLong(block, i);
        }
    }

    @Test
    void shouldKeepWhatWasWrittenWhenItGrows() {
        write(1_000);
        final int length = Step.HEADER_LENGTH + MarkDecoder.BLOCK_LENGTH;
        for (int i = 0; i < 1_000; i++) {
            assertEquals(i, step.buffer().getLong(Step.INPUT_OFFSET + i * length + Step.HEADER_LENGTH));
        }
    }

    @Test
    void shouldGrowUnderACursorThatWalksIt() {
        write(2);
        final MessageCursor cursor = new MessageCursor().wrap(step.buffer(), Step.INPUT_OFFSET, step.length());
        assertTrue(cursor.next());
        final int second = cursor.offset() + cursor.length();
        step.claim(MarkDecoder.TEMPLATE_ID, MarkDecoder.BLOCK_LENGTH, Step.INITIAL_CAPACITY);
        // Stands in the new memory alone.
        Messages.writeHeader(step.mutableBuffer(), second, QuoteDecoder.TEMPLATE_ID, MarkDecoder.BLOCK_LENGTH);
        assertTrue(cursor.next());
        assertEquals(QuoteDecoder.TEMPLATE_ID, cursor.templateId());
    }

    /** As a portfolio's bars do: one long step among many short ones, for ever. */
    @Test
    void shouldAllocateOnceForLongStepsThatComeAgain() {
        write(1_000);
        assertEquals(0, new AllocationProbe().leastBytes(20, () -> {
                    for (int i = 0; i < 20_000; i++) {
                        write(i % 1_000 == 0 ? 1_000 : 1);
                    }
                }));
    }

    /** A ring of a thousand would otherwise keep a thousand times the longest step ever. */
    @Test
    void shouldKeepNoMoreThanItMay() {
        final int kept = 8 * Step.INITIAL_CAPACITY;
        final Step bounded = new Step(kept);
        write(bounded, 250);
        final int within = bounded.capacity();
        assertTrue(within > Step.INITIAL_CAPACITY && within <= kept, "" + within);
        write(bounded, 1);
        assertEquals(within, bounded.capacity());
        write(bounded, 1_000);
        assertTrue(bounded.capacity() > kept);
        write(bounded, 1);
        assertEquals(Step.INITIAL_CAPACITY, bounded.capacity());
    }

    @Test
    void shouldGiveBackWhatNoStepNeedsAnyMore() {
        write(1_000);
        final int grown = step.capacity();
        for (int i = 0; i < Step.TRIM_AFTER; i++) {
            assertEquals(grown, step.capacity());
            write(1);
        }
        write(1);
        assertEquals(Step.INITIAL_CAPACITY, step.capacity());
        assertTrue(grown > Step.INITIAL_CAPACITY);
    }
}
