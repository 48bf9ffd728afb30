package io.millrace.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * That a person armed the engine, as a small file only its owner reads.
 *
 * @param madeMs when, milliseconds since 1970
 * @param binding what for
 */
public record Arming(long madeMs, String binding) {
    private static final int TYPED = 4;

    /** Stands for a configuration, a key and a version. */
    public static String binding(String configuration, String keyFingerprint, String version) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : List.of(configuration, keyFingerprint, version)) {
                byte[] bytes = part.getBytes(UTF_8);
                digest.update((bytes.length + ":").getBytes(UTF_8));
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    /**
     * Arms, when the person has typed the end of the account's name.
     *
     * @throws IllegalArgumentException when that is something else
     */
    public static Arming make(String account, String typed, String binding, long nowMs) {
        boolean right = account.length() >= TYPED && typed.equals(account.substring(account.length() - TYPED));
        if (!right) {
            throw new IllegalArgumentException(
                    "typed \"" + typed + "\"; expected the last 4 characters of the account: nothing was armed");
        }
        return new Arming(nowMs, binding);
    }

    /** Reads what was armed; null when there is no such file, or it is none. */
    public static Arming read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return null;
        }
        List<String> lines = Files.readAllLines(file, UTF_8);
        boolean whole = lines.size() == 2
                && lines.get(0).matches("\\d{1,15}")
                && lines.get(1).matches("[0-9a-f]{64}");
        return whole ? new Arming(Long.parseLong(lines.get(0)), lines.get(1)) : null;
    }

    /** Writes it, whole or not at all. */
    public void write(Path file) throws IOException {
        Path whole = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(whole);
        Files.createFile(whole, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(whole, madeMs + "\n" + binding + "\n", UTF_8);
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
