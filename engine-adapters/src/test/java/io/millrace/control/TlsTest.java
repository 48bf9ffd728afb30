package io.millrace.control;

import static java.nio.charset.StandardCharsets.US_ASCII;
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
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service for other machines, asked by a client that checks the certificate. */
class TlsTest {
    private static final String PASSWORD = "not-so-secret-4711";

    @TempDir
    Path dir;

    private Path keyStore() throws Exception {
        Path file = dir.resolve("key.p12");
        if (!Files.exists(file)) {
            String keytool =
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
            Process made = new ProcessBuilder(List.of(
                            keytool,
                            "-genkeypair",
                            "-alias",
                            "api",
                            "-keyalg",
                            "EC",
                            "-dname",
                            "CN=trade.test",
                            "-ext",
                            "san=dns:trade.test",
                            "-validity",
                            "2",
                            "-storetype",
                            "PKCS12",
                            "-keystore",
                            file.toString(),
                            "-storepass",
                            PASSWORD))
                    .inheritIO()
                    .start();
            assertEquals(0, made.waitFor());
        }
        return file;
    }

    private SecretSource password(String text) throws IOException {
        Path file = dir.resolve("password-" + text.length());
        Files.writeString(file, text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return new SecretSource(file.toString(), "");
    }

    private RemoteConfig remote(SecretSource password) throws Exception {
        return new RemoteConfig(
                "127.0.0.2", 0, List.of("trade.test"), keyStore().toString(), password);
    }

    private static int port(Service service) {
        String line = service.said.stream()
                .filter(text -> text.startsWith("api: also for other machines"))
                .findFirst()
                .orElseThrow();
        return Integer.parseInt(line.replaceFirst(".*port (\\d+),.*", "$1"));
    }

    private String ask(int port, String host, String token, String more) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore())) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("api", store.getCertificate("api"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        try (Socket plain = new Socket("127.0.0.2", port);
                SSLSocket socket =
                        (SSLSocket) context.getSocketFactory().createSocket(plain, "trade.test", port, true)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            assertTrue(socket.getSession().getProtocol().matches("TLSv1\\.[23]"));
            return exchange(
                    socket,
                    "GET /status HTTP/1.1\r\nHost: " + host + "\r\n"
                            + (token == null ? "" : "Authorization: Bearer " + token + "\r\n") + more);
        }
    }

    private static String exchange(Socket socket, String head) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write((head + "Connection: close\r\n\r\n").getBytes(US_ASCII));
        out.flush();
        return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }

    @Test
    void shouldServeOtherMachinesOverTlsOnly() throws Exception {
        try (Service service = new Service(dir, remote(password(PASSWORD)))) {
            int port = port(service);
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
            try (Socket plain = new Socket("127.0.0.2", port)) {
                String answer = exchange(plain, "GET /healthz HTTP/1.1\r\nHost: " + host + "\r\n");
                assertFalse(answer.startsWith("HTTP/1.1 200"), "without TLS nothing is served");
            }
            try (Socket plain = new Socket("127.0.0.1", service.server.port())) {
                String answer = exchange(
                        plain,
                        "GET /status HTTP/1.1\r\nHost: " + host + "\r\nAuthorization: Bearer " + service.read + "\r\n");
                assertTrue(answer.startsWith("HTTP/1.1 403"), answer);
            }
            assertFalse(String.join("\n", service.said).contains(PASSWORD));
        }
    }

    @Test
    void shouldRefuseAKeyThatCannotBeUsed() throws Exception {
        IOException wrong = assertThrows(IOException.class, () -> new Service(dir, remote(password("wrong"))));
        assertTrue(wrong.getMessage().contains("api.keyStore: "), wrong.getMessage());
        assertTrue(wrong.getMessage().contains("expected a PKCS#12 file"), wrong.getMessage());
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
