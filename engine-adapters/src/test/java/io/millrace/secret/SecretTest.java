package io.millrace.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretTest {
    private static final String WORD = "canary-\u00fc-7f3a";

    @TempDir
    Path dir;

    @Test
    void shouldShowNothingOfItself() {
        Secret secret = Secret.of(WORD);
        assertEquals("***", secret.toString());
        assertEquals("key ***", "key " + secret);
        assertEquals("***", String.valueOf(secret));
        assertFalse(Serializable.class.isAssignableFrom(Secret.class));
        assertEquals(secret.hashCode(), Secret.of("other").hashCode());
        assertEquals(8, secret.fingerprint().length());
    }

    @Test
    void shouldBeEqualToTheSameTextOnly() {
        assertEquals(Secret.of(WORD), Secret.of(WORD.toCharArray()));
        assertNotEquals(Secret.of(WORD), Secret.of(WORD + "x"));
        assertTrue(Secret.of(WORD).matches(WORD));
        assertFalse(Secret.of(WORD).matches(""));
        assertFalse(Secret.of(WORD).equals((Object) WORD));
    }

    @Test
    void shouldWipeWhatItTookAndItself() {
        char[] text = WORD.toCharArray();
        Secret secret = Secret.of(text);
        assertArrayEquals(new char[text.length], text);
        AtomicReference<byte[]> lent = new AtomicReference<>();
        secret.use(bytes -> {
            lent.set(bytes);
            assertArrayEquals(WORD.getBytes(UTF_8), bytes);
            return null;
        });
        assertArrayEquals(new byte[lent.get().length], lent.get());
        secret.close();
        assertThrows(IllegalStateException.class, () -> secret.matches(WORD));
        assertEquals("***", secret.toString());
    }

    private Path file(String text, String rights) throws Exception {
        Path file = Files.writeString(dir.resolve("key"), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
        return file;
    }

    @Test
    void shouldReadAFileOfItsOwnerOnly() throws Exception {
        assertEquals(Secret.of(WORD), Secrets.fromFile(file(WORD + "\nrest\n", "rw-------")));
        assertEquals(Secret.of(WORD), Secrets.fromFile(file(WORD, "r--------")));
        for (String rights : new String[] {"rw-r-----", "rw----r--", "rw--w----", "rw------x", "rwx------"}) {
            SecretException refused =
                    assertThrows(SecretException.class, () -> Secrets.fromFile(file(WORD, rights)), rights);
            assertTrue(refused.getMessage().contains(rights)
                    && refused.getMessage().contains("chmod 600"));
            assertFalse(refused.getMessage().contains(WORD));
        }
        for (String bad : new String[] {"", "\n" + WORD, " \n", "x".repeat(9_000)}) {
            assertThrows(SecretException.class, () -> Secrets.fromFile(file(bad, "rw-------")));
        }
        Files.write(dir.resolve("key"), new byte[] {(byte) 0xC3, 'a'});
        assertThrows(SecretException.class, () -> Secrets.fromFile(dir.resolve("key")));
        assertThrows(SecretException.class, () -> Secrets.fromFile(dir.resolve("missing")));
        assertThrows(SecretException.class, () -> Secrets.fromFile(dir));
    }

    @Test
    void shouldRefuseAFileOfAnotherUser() throws Exception {
        Path file = file(WORD, "rw-------");
        int self = (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        Assumptions.assumeTrue(self == 0, "skipped: only root can give a file away");
        Files.setAttribute(file, "unix:uid", 12_345);
        // The administrator may read what is a service's own.
        assertEquals(Secret.of(WORD), Secrets.fromFile(file));
        assertFalse(Secrets.isOwn(12_345, 54_321));
        assertTrue(Secrets.isOwn(12_345, 12_345));
    }

    @Test
    void shouldReadTheEnvironment() throws Exception {
        assertEquals(Secret.of(WORD), Secrets.fromEnvironment("KEY", Map.of("KEY", WORD + "\n")));
        assertThrows(SecretException.class, () -> Secrets.fromEnvironment("KEY", Map.of()));
        assertThrows(SecretException.class, () -> Secrets.fromEnvironment("KEY", Map.of("KEY", " ")));
    }
}
