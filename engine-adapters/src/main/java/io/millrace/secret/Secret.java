package io.millrace.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Function;

/**
 * A secret text. It prints as three stars, compares in constant time, cannot be serialised and can be wiped. Thread
 * safe.
 */
public final class Secret implements AutoCloseable {
    private static final String SHOWN = "***";
    private static final int FINGERPRINT_BYTES = 4;

    private final byte[] bytes;
    private boolean wiped;

    private Secret(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Takes over these characters and wipes them. */
    public static Secret of(char[] text) {
        ByteBuffer encoded = UTF_8.encode(CharBuffer.wrap(text));
        byte[] own = new byte[encoded.remaining()];
        encoded.get(own);
        encoded.clear();
        while (encoded.hasRemaining()) {
            encoded.put((byte) 0);
        }
        Arrays.fill(text, '\0');
        return new Secret(own);
    }

    /** Of a text that is one already, such as a value of the environment. */
    public static Secret of(String text) {
        return new Secret(text.getBytes(UTF_8));
    }

    /**
     * Works with the bytes; the array is a copy that is wiped afterwards.
     *
     * @throws IllegalStateException after {@link #close}
     */
    public <T> T use(Function<byte[], T> work) {
        byte[] copy = copy();
        try {
            return work.apply(copy);
        } finally {
            Arrays.fill(copy, (byte) 0);
        }
    }

    /** True when the text is this secret; takes the same time for every wrong one. */
    public boolean matches(String text) {
        return use(own -> MessageDigest.isEqual(digest(own), digest(text.getBytes(UTF_8))));
    }

    /** What may be shown: the first eight hex digits of its SHA-256. */
    public String fingerprint() {
        return use(own -> HexFormat.of().formatHex(digest(own), 0, FINGERPRINT_BYTES));
    }

    /** Wipes it; it can no longer be used. */
    @Override
    public synchronized void close() {
        wiped = true;
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret that && MessageDigest.isEqual(copy(), that.copy());
    }

    /** The same for all: a hash would tell something. */
    @Override
    public int hashCode() {
        return SHOWN.hashCode();
    }

    @Override
    public String toString() {
        return SHOWN;
    }

    private synchronized byte[] copy() {
        if (wiped) {
            throw new IllegalStateException("this secret was wiped");
        }
        return bytes.clone();
    }

    private static byte[] digest(byte[] text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
