package io.millrace.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.event.OffHeap;
import io.millrace.feed.InputSource;
import io.millrace.testkit.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What comes out is what the source gave: every byte, in order, to the end or to the fault. */
@Timeout(60)
class ReadAheadTest {
    @Test
    void shouldGiveEveryMessageAsItIs() {
        final Random random = Seeds.random("read ahead", 81);
        for (final int count : new int[] {0, 1, 255, 256, 257, 2_048, 2_049, 20_000}) {
            final List<byte[]> messages = messages(random, count);
            try (ReadAhead ahead = ReadAhead.of(new Tape(messages, null))) {
                for (int i = 0; i < count; i++) {
                    assertFalse(ahead.exhausted());
                    assertTrue(ahead.advance());
                    assertSameBytes(messages.get(i), ahead);
                    assertEquals(i + 1, ahead.recordedSequence());
                    assertEquals(4, ahead.offset() & 7, "numbers of the block are not on the grid");
                    if (random.nextInt(500) == 0) {
                        Thread.yield();
                    }
                }
                assertFalse(ahead.advance());
                assertTrue(ahead.exhausted());
                assertFalse(ahead.advance());
            }
        }
    }

    @Test
    void shouldThrowWhatTheSourceThrewBehindTheMessagesBeforeIt() {
        final Random random = Seeds.random("read ahead with faults", 82);
        for (final Throwable fault : List.of(new IllegalStateException("bad row"), new StackOverflowError())) {
            final List<byte[]> messages = messages(random, 700);
            try (ReadAhead ahead = ReadAhead.of(new Tape(messages, fault))) {
                for (final byte[] message : messages) {
                    assertTrue(ahead.advance());
                    assertSameBytes(message, ahead);
                }
                assertSame(fault, assertThrows(Throwable.class, ahead::advance));
                assertFalse(ahead.exhausted());
            }
        }
    }

    @Test
    void shouldEndItsThreadThoughTheSourceHasNotEnded() {
        final Tape endless = new Tape(messages(Seeds.random("read ahead closed", 83), 1), null);
        endless.endless = true;
        final ReadAhead ahead = ReadAhead.of(endless);
        assertTrue(ahead.advance());
        ahead.close();
        final int taken = endless.taken.get();
        assertThrows(IllegalStateException.class, () -> {
            while (true) {
                ahead.advance();
            }
        });
        assertEquals(taken, endless.taken.get(), "the thread went on after close");
    }

    private static void assertSameBytes(final byte[] expected, final InputSource actual) {
        final byte[] bytes = new byte[actual.length()];
        actual.buffer().getBytes(actual.offset(), bytes);
        assertArrayEquals(expected, bytes);
    }

    /** Mostly as long as common ones, some longer than a batch. */
    private static List<byte[]> messages(final Random random, final int count) {
        final List<byte[]> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            final int kind = random.nextInt(1_000);
            final byte[] message = new byte[kind == 0 ? 40_000 + random.nextInt(9) : 20 + random.nextInt(120)];
            random.nextBytes(message);
            messages.add(message);
        }
        return messages;
    }

    private static final class Tape implements InputSource {
        private final List<byte[]> messages;
        private final Throwable fault;
        private UnsafeBuffer current;
        private boolean endless;
        private final AtomicInteger taken = new AtomicInteger();

        Tape(final List<byte[]> messages, final Throwable fault) {
            this.messages = messages;
            this.fault = fault;
        }

        @Override
        public boolean advance() {
            if (taken.get() == messages.size() && !endless) {
                if (fault instanceof Error error) {
                    throw error;
                }
                if (fault != null) {
                    throw (RuntimeException) fault;
                }
                return false;
            }
            current = OffHeap.copyOf(messages.get(taken.get() % messages.size()));
            taken.incrementAndGet();
            return true;
        }

        @Override
        public boolean exhausted() {
            return taken.get() >= messages.size();
        }

        @Override
        public DirectBuffer buffer() {
            return current;
        }

        @Override
        public int offset() {
            return 0;
        }

        @Override
        public int length() {
            return current.capacity();
        }

        @Override
        public long recordedSequence() {
            return taken.get();
        }
    }
}
