package io.millrace.control;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/** The two tokens of an installation, 256 bits each, in files that only their owner reads. Immutable. */
public final class Tokens {
    private static final String READ_FILE = "api-read.token";
    private static final String TRADE_FILE = "api-trade.token";
    private static final int BYTES = 32;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final String read;
    private final String trade;
    private final boolean fresh;

    private Tokens(String read, String trade, boolean fresh) {
        this.fresh = fresh;
        this.read = read;
        this.trade = trade;
    }

    /**
     * The tokens of a data folder; made when there are none.
     *
     * @throws IOException if a file can be read by others, or is no token
     */
    public static Tokens of(Path dataDir) throws IOException {
        boolean fresh = !Files.exists(dataDir.resolve(READ_FILE));
        return new Tokens(loadOrMake(dataDir.resolve(READ_FILE)), loadOrMake(dataDir.resolve(TRADE_FILE)), fresh);
    }

    /** The token for reading, of a folder in which a daemon has run. */
    public static String readToken(Path dataDir) throws IOException {
        return load(dataDir.resolve(READ_FILE));
    }

    /** The token for every command, of a folder in which a daemon has run. */
    public static String tradeToken(Path dataDir) throws IOException {
        return load(dataDir.resolve(TRADE_FILE));
    }

    /** True when this start has made them. */
    boolean fresh() {
        return fresh;
    }

    /** Who presents this; takes the same time for every wrong one. */
    Role role(String presented) {
        byte[] bytes = digest(presented);
        boolean isTrade = MessageDigest.isEqual(bytes, digest(trade));
        boolean isRead = MessageDigest.isEqual(bytes, digest(read));
        return isTrade ? Role.TRADE : isRead ? Role.READ : Role.NOBODY;
    }

    String of(Role role) {
        return role == Role.TRADE ? trade : read;
    }

    /** Nothing of a token belongs into a message. */
    @Override
    public String toString() {
        return "***";
    }

    /** Random bytes in hex. */
    static String random(int bytes) {
        byte[] random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String loadOrMake(Path file) throws IOException {
        if (!Files.exists(file)) {
            try {
                Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
                Files.write(file, (random(BYTES) + "\n").getBytes(US_ASCII), StandardOpenOption.WRITE);
            } catch (FileAlreadyExistsException e) {
                return load(file);
            }
        }
        return load(file);
    }

    private static String load(Path file) throws IOException {
        Set<PosixFilePermission> rights = Files.getPosixFilePermissions(file);
        if (!OWNER_ONLY.containsAll(rights)) {
            throw new IOException(file + " can be used by others (" + PosixFilePermissions.toString(rights)
                    + "), expected rw-------: remove it, and the next start makes a new one");
        }
        String token = Files.readString(file, US_ASCII).strip();
        if (!token.matches("[0-9a-f]{64}")) {
            throw new IOException(
                    file + " holds no token of 64 hex digits: remove it, and the next start makes a new one");
        }
        return token;
    }
}
