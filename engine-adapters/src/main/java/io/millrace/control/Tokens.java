package io.millrace.control;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.millrace.secret.Secret;
import io.millrace.secret.SecretException;
import io.millrace.secret.Secrets;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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

    private final Secret read;
    private final Secret trade;
    private final boolean fresh;

    private Tokens(Secret read, Secret trade, boolean fresh) {
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
    public static Secret readToken(Path dataDir) throws IOException {
        return load(dataDir.resolve(READ_FILE));
    }

    /** The token for every command, of a folder in which a daemon has run. */
    public static Secret tradeToken(Path dataDir) throws IOException {
        return load(dataDir.resolve(TRADE_FILE));
    }

    /** True when this start has made them. */
    boolean fresh() {
        return fresh;
    }

    /** Who presents this; takes the same time for every wrong one. */
    Role role(String presented) {
        boolean isTrade = trade.matches(presented);
        boolean isRead = read.matches(presented);
        return isTrade ? Role.TRADE : isRead ? Role.READ : Role.NOBODY;
    }

    Secret of(Role role) {
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

    private static Secret loadOrMake(Path file) throws IOException {
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

    private static Secret load(Path file) throws IOException {
        try {
            Secret token = Secrets.fromFile(file);
            if (token.use(Tokens::isToken)) {
                return token;
            }
        } catch (SecretException e) {
            if (!Files.exists(file)) {
                throw new NoSuchFileException(file.toString());
            }
            throw new IOException(e.getMessage() + "; or remove it, and the next start makes a new one", e);
        }
        throw new IOException(file + " holds no token of 64 hex digits: remove it, and the next start makes a new one");
    }

    private static boolean isToken(byte[] text) {
        boolean hex = text.length == 2 * BYTES;
        for (byte c : text) {
            hex &= (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
        }
        return hex;
    }
}
