package io.millrace.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.config.ConfigException;
import io.millrace.config.Settings;
import io.millrace.config.SettingsReader;
import io.millrace.secret.SecretSource;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service for other machines, asked by a client that checks the certificate. */
class TlsTest {
    private static final String PASSWORD = "not-so-secret-4711";

    @TempDir
    Path dir;

    private Path keyStore() throws Exception {
        Path file = dir.resolve("key.p12");
        return Files.exists(file) ? file : TlsClient.makeKeyStore(file, PASSWORD);
    }

    private SecretSource password(String text) throws IOException {
        Path file = dir.resolve("password-" + text.length());
        Files.writeString(file, text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return new SecretSource(file.toString(), "");
    }

    private RemoteConfig remote(SecretSource password) throws Exception {
        return new RemoteConfig(
                TlsClient.ADDRESS, 0, List.of(TlsClient.HOST), keyStore().toString(), password);
    }

    private static String request(String host, String token, String more) {
        return "GET /status HTTP/1.1\r\nHost: " + host + "\r\n"
                + (token == null ? "" : "Authorization: Bearer " + token + "\r\n") + more
                + "Connection: close\r\n\r\n";
    }

    private String ask(int port, String host, String token, String more) throws Exception {
        return TlsClient.ask(port, keyStore(), PASSWORD, request(host, token, more));
    }

    @Test
    void shouldServeOtherMachinesOverTlsOnly() throws Exception {
        try (Service service = new Service(dir, remote(password(PASSWORD)))) {
            int port = service.remotePort();
            String host = "trade.test:" + port;
            String good = ask(port, host, service.read, "Origin: https://" + host + "\r\n");
            assertTrue(good.startsWith("HTTP/1.1 200 "), good);
            assertTrue(ask(port, host, null, "").startsWith("HTTP/1.1 401 "), "a token is needed all the same");
            for (String wrong : List.of(
                    "127.0.0.1:" + service.server.port(), "localhost:" + port, "127.0.0.2:" + port, "trade.test")) {
                assertTrue(ask(port, wrong, service.read, "").startsWith("HTTP/1.1 403 "), wrong);
            }
            assertTrue(ask(port, host, service.read, "Origin: http://" + host + "\r\n")
                    .startsWith("HTTP/1.1 403 "));
            String plain = TlsClient.askPlain(TlsClient.ADDRESS, port, request(host, service.read, ""));
            assertFalse(plain.startsWith("HTTP/1.1 200"), "without TLS nothing is served");
            String here = TlsClient.askPlain("127.0.0.1", service.server.port(), request(host, service.read, ""));
            assertTrue(here.startsWith("HTTP/1.1 403"), here);
            assertFalse(String.join("\n", service.said).contains(PASSWORD));
        }
    }

    @Test
    void shouldLockTheDoorAtWhichWrongTokensCame() throws Exception {
        try (Service service = new Service(dir, remote(password(PASSWORD)))) {
            int port = service.remotePort();
            String host = TlsClient.HOST + ":" + port;
            for (int i = 0; i < 5; i++) {
                assertTrue(ask(port, host, "0".repeat(64), "").startsWith("HTTP/1.1 401 "));
            }
            assertTrue(ask(port, host, service.read, "").startsWith("HTTP/1.1 429 "));
            int here = service.server.port();
            String answer = TlsClient.askPlain("127.0.0.1", here, request("127.0.0.1:" + here, service.read, ""));
            assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
        }
    }

    /** What a request line says of itself opens no other door than the one it came by. */
    @Test
    void shouldKnowTheDoorByWhereARequestCame() throws Exception {
        try (Service service = new Service(dir, remote(password(PASSWORD)))) {
            int here = service.server.port();
            String away = TlsClient.HOST + ":" + service.remotePort();
            String home = "127.0.0.1:" + here;
            for (String scheme : List.of("http://", "https://")) {
                String foreign = absolute(scheme, away, service.read);
                assertEquals(403, RawHttp.status(TlsClient.askPlain("127.0.0.1", here, foreign)), scheme);
                String own = absolute(scheme, home, service.read);
                assertEquals(
                        403, RawHttp.status(TlsClient.ask(service.remotePort(), keyStore(), PASSWORD, own)), scheme);
            }
            assertEquals(
                    200,
                    RawHttp.status(TlsClient.askPlain("127.0.0.1", here, absolute("http://", home, service.read))));
            assertEquals(
                    403,
                    RawHttp.status(TlsClient.askPlain("127.0.0.1", here, absolute("https://", home, service.read))));
            for (int i = 0; i < 5; i++) {
                TlsClient.askPlain("127.0.0.1", here, absolute("https://", away, "0".repeat(64)));
            }
            String answer = ask(service.remotePort(), away, service.read, "");
            assertEquals(200, RawHttp.status(answer), "nobody here can lock the other door: " + answer);
        }
    }

    private static String absolute(String scheme, String host, String token) {
        return request(host, token, "").replace("GET /", "GET " + scheme + host + "/");
    }

    @Test
    void shouldRefuseAKeyThatCannotBeUsed() throws Exception {
        IOException wrong = assertThrows(IOException.class, () -> new Service(dir, remote(password("wrong"))));
        assertTrue(wrong.getMessage().contains("api.keyStore: "), wrong.getMessage());
        assertTrue(wrong.getMessage().contains("expected a PKCS#12 file"), wrong.getMessage());
        TlsClient.keepCertificateOnly(keyStore(), PASSWORD);
        IOException bare = assertThrows(IOException.class, () -> new Service(dir, remote(password(PASSWORD))));
        assertTrue(bare.getMessage().contains("holds no private key"), bare.getMessage());
    }

    private void awaitSaid(Service service, String text) throws InterruptedException {
        for (int i = 0; i < 1_500 && service.said.stream().noneMatch(line -> line.contains(text)); i++) {
            Thread.sleep(10);
        }
        assertTrue(service.said.stream().anyMatch(line -> line.contains(text)), text + ": " + service.said);
    }

    /** The client trusts one certificate alone, so an answer says which one the service has shown. */
    @Test
    void shouldTakeARenewedKeyWithoutARestart() throws Exception {
        Path renewed = TlsClient.makeKeyStore(dir.resolve("renewed.p12"), PASSWORD);
        Path foreign = TlsClient.makeKeyStore(dir.resolve("foreign.p12"), "another-password");
        Path first = Files.copy(keyStore(), dir.resolve("first.p12"));
        try (Service service = new Service(dir, remote(password(PASSWORD)))) {
            int port = service.remotePort();
            String text = request(TlsClient.HOST + ":" + port, service.read, "");
            assertEquals(200, RawHttp.status(TlsClient.ask(port, first, PASSWORD, text)));
            assertThrows(SSLHandshakeException.class, () -> TlsClient.ask(port, renewed, PASSWORD, text));
            // A key that does not open, half a file, none: the one before stays in use.
            Files.copy(foreign, dir.resolve("key.p12"), StandardCopyOption.REPLACE_EXISTING);
            awaitSaid(service, "api: the key before stays in use: api.keyStore: ");
            Path bare = Files.copy(renewed, dir.resolve("bare.p12"));
            TlsClient.keepCertificateOnly(bare, PASSWORD);
            Files.move(bare, dir.resolve("key.p12"), StandardCopyOption.ATOMIC_MOVE);
            awaitSaid(service, "holds no private key");
            Files.write(dir.resolve("key.p12"), Arrays.copyOf(Files.readAllBytes(renewed), 300));
            assertEquals(200, RawHttp.status(TlsClient.ask(port, first, PASSWORD, text)));
            Files.delete(dir.resolve("key.p12"));
            assertEquals(200, RawHttp.status(TlsClient.ask(port, first, PASSWORD, text)));

            try (Socket open = TlsClient.open(port, first, PASSWORD)) {
                Files.copy(renewed, dir.resolve("key.new"));
                Files.move(dir.resolve("key.new"), dir.resolve("key.p12"), StandardCopyOption.ATOMIC_MOVE);
                awaitSaid(service, "api: a renewed key of ");
                assertEquals(200, RawHttp.status(TlsClient.ask(port, renewed, PASSWORD, text)));
                assertThrows(SSLHandshakeException.class, () -> TlsClient.ask(port, first, PASSWORD, text));
                open.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
                String late = new String(open.getInputStream().readNBytes(1 << 20), StandardCharsets.ISO_8859_1);
                assertEquals(200, RawHttp.status(late), "who was there before goes on: " + late);
            }
            assertFalse(String.join("\n", service.said).contains(PASSWORD));
        }
    }

    @Test
    void shouldNotListenElsewhereWithoutTls() {
        assertNull(read(new Settings()).remote());
        assertNull(read(new Settings().put("api.bind", "::1", "test")).remote());
        String found = assertThrows(ConfigException.class, () -> read(new Settings().put("api.bind", "0.0.0.0", "f:1")))
                .getMessage();
        assertTrue(found.contains("api.bind (f:1) is \"0.0.0.0\", which others can reach, so it needs TLS"), found);
        assertTrue(found.contains("api.hosts is empty"), found);
    }

    private static ApiConfig read(Settings settings) {
        SettingsReader reader = new SettingsReader(settings);
        ApiConfig config = ApiConfig.read(reader);
        reader.finish();
        return config;
    }
}
