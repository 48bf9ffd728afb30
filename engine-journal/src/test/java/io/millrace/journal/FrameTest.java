package io.millrace.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class FrameTest {
    private static final int ROUNDS = 2_000;

    private final Frame frame = new Frame();
    private final ByteBuffer view = ByteBuffer.allocateDirect(1024);
    private final UnsafeBuffer buffer = new UnsafeBuffer(view);

    @Test
    void shouldWriteTheBytesOfTheFormat() {
        final SplittableRandom random = seeded();
        for (int i = 0; i < ROUNDS; i++) {
            final byte[] payload = payload(random);
            final int type = 1 + random.nextInt(3);
            final long sequence = random.nextLong();
            final int previous = random.nextInt();
            final long timeNs = random.nextLong();
            final int crc = encode(payload, type, sequence, previous, timeNs);
            final ByteBuffer expected = ByteBuffer.allocate(36 + payload.length).order(ByteOrder.LITTLE_ENDIAN);
            expected.put((byte) 'M')
                    .put((byte) 'J')
                    .put((byte) 2)
                    .put((byte) type)
                    .putShort((short) 1)
                    .putShort((short) 0);
            expected.putLong(sequence)
                    .putInt(previous)
                    .putInt(payload.length)
                    .putLong(timeNs)
                    .put(payload);
            final CRC32C sum = new CRC32C();
            sum.update(expected.array(), 0, 32 + payload.length);
            expected.putInt((int) sum.getValue());
            final byte[] actual = new byte[expected.capacity()];
            buffer.getBytes(0, actual);
            assertEquals(ByteBuffer.wrap(expected.array()), ByteBuffer.wrap(actual));
            assertEquals((int) sum.getValue(), crc);
            assertNull(frame.verify(buffer, view, 0, actual.length));
        }
    }

    @Test
    void shouldSeeEverySingleFlippedBit() {
        final byte[] payload = payload(seeded());
        encode(payload, RecordType.STEP, 7, 8, 9);
        final int length = Frame.OVERHEAD + payload.length;
        for (int bit = 0; bit < length * 8; bit++) {
            flip(bit);
            assertNotNull(frame.verify(buffer, view, 0, length), "bit " + bit);
            flip(bit);
        }
        assertNull(frame.verify(buffer, view, 0, length));
    }

    @Test
    void shouldRefuseAnyOtherLength() {
        final byte[] payload = payload(seeded());
        encode(payload, RecordType.STEP, 7, 8, 9);
        for (int available = 0; available < 900; available++) {
            if (available != Frame.OVERHEAD + payload.length) {
                assertNotNull(frame.verify(buffer, view, 0, available));
            }
        }
    }

    private int encode(
            final byte[] payload, final int type, final long sequence, final int previous, final long timeNs) {
        buffer.putBytes(Frame.HEADER_LENGTH, payload);
        return frame.encode(buffer, view, type, 0, sequence, previous, timeNs, payload.length);
    }

    private void flip(final int bit) {
        buffer.putByte(bit / 8, (byte) (buffer.getByte(bit / 8) ^ 1 << bit % 8));
    }

    private static byte[] payload(final SplittableRandom random) {
        final byte[] bytes = new byte[random.nextInt(300)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static SplittableRandom seeded() {
        final long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("seed " + seed + " (repeat with -Dseed=" + seed + ")");
        return new SplittableRandom(seed);
    }
}
