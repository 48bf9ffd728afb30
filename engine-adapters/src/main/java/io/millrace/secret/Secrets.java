package io.millrace.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/** The two places a secret may come from. */
public final class Secrets {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Path SELF = Path.of("/proc/self");
    private static final String UID = "unix:uid";
    private static final Integer ROOT = 0;
    private static final long LONGEST = 8_192;

    private Secrets() {}

    /**
     * The first line of a file that belongs to this process's user and that nobody else can use.
     *
     * @throws SecretException when it can be used by others, is somebody else's, is missing or empty
     */
    public static Secret fromFile(Path file) throws SecretException {
        try {
            requireOwn(file);
            return firstLine(file);
        } catch (IOException e) {
            // The text of a coding error may hold what was read; the kind of the failure says enough.
            throw new SecretException(
                    file + " cannot be read (" + e.getClass().getSimpleName() + "): expected a file with one line");
        }
    }

    /**
     * A variable of the environment.
     *
     * @throws SecretException when it is not set, or empty
     */
    public static Secret fromEnvironment(String name, Map<String, String> environment) throws SecretException {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new SecretException("the environment variable " + name + " is not set: set it before the start");
        }
        return Secret.of(value.strip());
    }

    /**
     * Refuses a file of somebody else, or one that others can use.
     *
     * @throws SecretException saying what is wrong with it
     */
    public static void requireOwn(Path file) throws IOException, SecretException {
        if (!Files.isRegularFile(file)) {
            throw new SecretException(file + " is no file: expected one with the secret as its only line");
        }
        Set<PosixFilePermission> rights = Files.getPosixFilePermissions(file);
        if (!OWNER_ONLY.containsAll(rights)) {
            throw new SecretException(file + " can be used by others (" + PosixFilePermissions.toString(rights)
                    + "), expected rw-------: chmod 600 it");
        }
        if (Files.exists(SELF) && !isOwn(Files.getAttribute(file, UID), Files.getAttribute(SELF, UID))) {
            throw new SecretException(file + " belongs to another user: give it to the user of this process");
        }
    }

    /** What belongs to a service's user the administrator may use too. */
    static boolean isOwn(Object owner, Object self) {
        return owner.equals(self) || self.equals(ROOT);
    }

    private static Secret firstLine(Path file) throws IOException, SecretException {
        if (Files.size(file) > LONGEST) {
            throw new SecretException(file + " has more than " + LONGEST + " bytes: expected one line");
        }
        byte[] bytes = Files.readAllBytes(file);
        CharBuffer text = decode(bytes, file);
        Arrays.fill(bytes, (byte) 0);
        int end = 0;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        char[] line = Arrays.copyOf(text.array(), end);
        Arrays.fill(text.array(), '\0');
        if (new String(line).isBlank()) {
            throw new SecretException(file + " begins with an empty line: expected the secret there");
        }
        return Secret.of(line);
    }

    private static CharBuffer decode(byte[] bytes, Path file) throws SecretException {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException e) {
            throw new SecretException(file + " is no text in UTF-8");
        }
    }
}
