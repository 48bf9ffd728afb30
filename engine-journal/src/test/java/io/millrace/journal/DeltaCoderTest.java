package io.millrace.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class DeltaCoderTest {
    private static final int ROUNDS = 20_000;
    private static final int AT = 7;

    private final DeltaCoder encoder = new DeltaCoder();
    private final DeltaCoder decoder = new DeltaCoder();
    private final UnsafeBuffer frame =
            new UnsafeBuffer(ByteBuffer.allocateDirect(AT + DeltaCoder.LONGEST + DeltaCoder.LONGEST_EXTRA));

    @Test
    void shouldWriteTheBytesOfTheFormat() {
        assertEquals(
                "0e00" + "05" + "01000000" + "05060708" + "aabb",
                encoded("01000000" + "00000000" + "05060708" + "aabb"));
        assertEquals("0e00" + "00" + "aacc", encoded("01000000" + "00000000" + "05060708" + "aacc"));
        assertEquals("0e00" + "02" + "00000009" + "aacc", encoded("01000000" + "00000009" + "05060708" + "aacc"));
        assertEquals("0400" + "01" + "01000000", encoded("01000000"), "another length is held against zeros");
        encoder.restart();
        assertEquals("0400" + "01" + "01000000", encoded("01000000"));
        assertEquals("0000", encoded(""));
    }

    /** 65 words are two groups of bits. */
    @Test
    void shouldBeginAGroupOfBitsEverySixtyFourWords() {
        final String zeros = "00000000".repeat(64);
        assertEquals("0401" + "00".repeat(8) + "01" + "01020304", encoded(zeros + "01020304"));
    }

    @Test
    void shouldGiveBackWhatWasWritten() {
        final SplittableRandom random = seeded();
        final int[] lengths = lengths(random);
        final byte[][] last = new byte[lengths.length][];
        for (int i = 0; i < ROUNDS; i++) {
            if (random.nextInt(500) == 0) {
                encoder.restart();
                decoder.restart();
            }
            final int kind = random.nextInt(lengths.length);
            final byte[] payload = like(last[kind], lengths[kind], random);
            last[kind] = payload;
            final int stored = encoder.encode(new UnsafeBuffer(payload), 0, payload.length, frame, AT);
            assertTrue(stored <= payload.length + DeltaCoder.LONGEST_EXTRA);
            assertTrue(decoder.decode(frame, AT, stored), "round " + i);
            final byte[] read = new byte[decoder.length()];
            decoder.payload().getBytes(decoder.offset(), read);
            assertArrayEquals(payload, read, "round " + i);
        }
    }

    @Test
    void shouldNotTakeWhatDoesNotEndWhereItSays() {
        final int stored = encoder.encode(new UnsafeBuffer(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9}), 0, 9, frame, AT);
        for (int other = 0; other < stored + 20; other++) {
            if (other != stored) {
                assertFalse(decoder.decode(frame, AT, other), other + " of " + stored + " bytes");
            }
        }
        frame.putByte(AT + 2, (byte) (frame.getByte(AT + 2) | 8));
        assertFalse(decoder.decode(frame, AT, stored + Integer.BYTES), "a word behind the last");
        frame.putShort(AT, (short) (DeltaCoder.LONGEST + 1));
        assertFalse(decoder.decode(frame, AT, stored));
    }

    private String encoded(final String hex) {
        final byte[] payload = HexFormat.of().parseHex(hex);
        final byte[] stored = new byte[encoder.encode(new UnsafeBuffer(payload), 0, payload.length, frame, AT)];
        frame.getBytes(AT, stored);
        return HexFormat.of().formatHex(stored);
    }

    /** Some share a slot, some have a rest, one is the longest. */
    private static int[] lengths(final SplittableRandom random) {
        return new int[] {
            0, 3, 64, 128, 215, 216, 838, DeltaCoder.LONGEST, DeltaCoder.LONGEST - 1, random.nextInt(DeltaCoder.LONGEST)
        };
    }

    private static byte[] like(final byte[] before, final int length, final SplittableRandom random) {
        final byte[] payload = before == null ? new byte[length] : before.clone();
        for (int changes = random.nextInt(8); length > 0 && changes > 0; changes--) {
            payload[random.nextInt(length)] = (byte) random.nextInt();
        }
        return payload;
    }

    private static SplittableRandom seeded() {
        final long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("seed " + seed + " (repeat with -Dseed=" + seed + ")");
        return new SplittableRandom(seed);
    }
}
