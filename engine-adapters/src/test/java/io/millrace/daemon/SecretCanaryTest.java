package io.millrace.daemon;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.cli.Millrace;
import io.millrace.notify.Receiver;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Secrets known to the test go through a whole installation, with requests, garbage, thread dumps and a crash; then
 * they are looked for in everything that came out.
 */
@Timeout(120)
class SecretCanaryTest {
    private static final Map<String, String> ANSWERS = new TreeMap<>();

    @TempDir
    Path dir;

    private final String key = "K+/=&" + random();
    private final String path = random();
    private final String readToken = random();
    private final String tradeToken = random();
    private int port;

    private static String random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private Process start(Path tape, String url, int number, String... more) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (flag.startsWith("--") || flag.startsWith("-Dchronicle") || flag.startsWith("-Djava.io.tmpdir")) {
                command.add(flag);
            }
        }
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp"));
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(Millrace.class.getName());
        command.addAll(List.of("run", "--mode", "paper", "--data", tape.toString(), "--speed", "max"));
        command.addAll(List.of("--data-dir", dir.resolve("home").toString(), "--strategy", "sma-cross"));
        command.addAll(List.of("--symbol", "WALK", "--timeframe", "1m", "--capital", "10000"));
        for (String set : List.of(
                "api.port=0",
                "logs.systemSeconds=1",
                "notify.0.name=ops",
                "notify.0.kind=generic",
                "notify.0.urlEnv=CANARY_URL",
                "notify.0.secretEnv=CANARY_KEY",
                "strategies.0.params.fast=2",
                "strategies.0.params.slow=5",
                "risk.perAssetCap=1",
                "risk.classCaps.crypto=off")) {
            command.addAll(List.of("--set", set));
        }
        command.addAll(List.of(more));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("output-" + number).toFile());
        builder.environment().put("CANARY_URL", url + "/" + path);
        builder.environment().put("CANARY_KEY", key);
        return builder.start();
    }

    private void awaitPort(Process process, int number) throws Exception {
        Path file = dir.resolve("home/api.port");
        while (!Files.exists(file) || Files.size(file) < 2) {
            assertTrue(process.isAlive(), Files.readString(dir.resolve("output-" + number)));
            Thread.sleep(20);
        }
        port = Integer.parseInt(Files.readString(file).strip());
    }

    private void ask(String name, String head, String body) throws IOException {
        try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
            socket.setSoTimeout(1_000);
            String request = head.replace("HOST", "Host: 127.0.0.1:" + port) + "Content-Length: " + body.length()
                    + "\r\nConnection: close\r\n\r\n" + body;
            socket.getOutputStream().write(request.getBytes(UTF_8));
            ANSWERS.put(name, new String(socket.getInputStream().readNBytes(1 << 20), ISO_8859_1));
        } catch (IOException e) {
            ANSWERS.put(name, e.toString());
        }
    }

    private void askEverything(int life) throws IOException {
        List<String> paths = List.of(
                "/healthz",
                "/status",
                "/config",
                "/metrics",
                "/positions",
                "/orders",
                "/trades",
                "/models",
                "/risk",
                "/latency",
                "/equity",
                "/bars",
                "/indicators",
                "/journal",
                "/settings",
                "/recent",
                "/role",
                "/symbols",
                "/openapi.json",
                "/nothing",
                "/%00",
                "/../../etc/passwd",
                "/bars?symbol=%FF",
                "/KEYS?signature=x");
        for (String each : paths) {
            for (String token : List.of(readToken, tradeToken)) {
                String head = " " + each + " HTTP/1.1\r\nHOST\r\nAuthorization: Bearer " + token + "\r\n";
                ask(life + " GET " + each + token.hashCode(), "GET" + head, "");
                ask(
                        life + " POST " + each + token.hashCode(),
                        "POST" + head + "Content-Type: application/json\r\nIdempotency-Key: k\r\n",
                        "{\"x\":[1,}");
                ask(life + " odd " + each, "BREW" + head, "\0\0\0");
            }
        }
        ask(life + " cut", "GET /status HTTP/9.9\r\nAuthorization: Bearer " + tradeToken + "\r\n", "");
        ask(life + " large", "GET /status HTTP/1.1\r\nHOST\r\nX: " + tradeToken.repeat(500) + "\r\n", "");
        String twice = "\r\nAuthorization: Bearer " + readToken + "\r\nAuthorization: Bearer " + tradeToken + "\r\n";
        ask(life + " twice", "GET /status HTTP/1.1\r\nHOST" + twice, "");
        String wrong = "\r\nAuthorization: Bearer x" + readToken + "\r\n";
        ask(life + " wrong", "GET /status HTTP/1.1\r\nHOST" + wrong, "");
        String flatten = "POST /flatten HTTP/1.1\r\nHOST\r\nAuthorization: Bearer " + tradeToken
                + "\r\nContent-Type: application/json\r\nIdempotency-Key: f" + life + "\r\n";
        ask(life + " flatten", flatten, "{\"confirm\":true,\"actor\":\"t\"}");
    }

    private void signal(Process process, String name) throws Exception {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    private static List<String> forms(String secret) {
        byte[] bytes = secret.getBytes(UTF_8);
        List<String> forms = new ArrayList<>(List.of(
                secret,
                HexFormat.of().formatHex(bytes),
                HexFormat.of().withUpperCase().formatHex(bytes),
                URLEncoder.encode(secret, UTF_8)));
        // Base64 of it within a longer text depends on where it begins there.
        for (int lead = 0; lead < 3; lead++) {
            byte[] shifted = new byte[lead + bytes.length];
            System.arraycopy(bytes, 0, shifted, lead, bytes.length);
            String text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            String middle = text.substring(4, text.length() - 4);
            forms.add(middle);
            forms.add(middle.replace('+', '-').replace('/', '_'));
        }
        return forms;
    }

    @Test
    void shouldLeaveNoTraceOfAnySecret() throws Exception {
        Path tape = PaperTape.write(dir.resolve("tape"), 600, 9);
        Files.delete(tape.resolve("TICK.csv"));
        Path home = Files.createDirectories(dir.resolve("home"));
        for (Map.Entry<String, String> token :
                Map.of("read", readToken, "trade", tradeToken).entrySet()) {
            Path file = Files.writeString(home.resolve("api-" + token.getKey() + ".token"), token.getValue() + "\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        StringBuilder sent = new StringBuilder();
        try (Receiver receiver = new Receiver()) {
            for (int life = 0; life < 2; life++) {
                Files.deleteIfExists(home.resolve("api.port"));
                Process process = start(tape, receiver.url(), life);
                awaitPort(process, life);
                askEverything(life);
                signal(process, "QUIT");
                Thread.sleep(300);
                signal(process, life == 0 ? "KILL" : "TERM");
                assertTrue(process.waitFor(30, TimeUnit.SECONDS));
            }
            receiver.await(1);
            assertTrue(receiver.requests.get(0).path().endsWith(path), "the address of the environment was used");
            receiver.requests.forEach(request ->
                    sent.append(request.body()).append(request.signature()).append(request.idHeader()));
        }
        // Wrong addresses and unreachable ones have messages too.
        Process unreachable = start(tape, "http://127.0.0.1:1", 2, "--once");
        assertTrue(unreachable.waitFor(60, TimeUnit.SECONDS));
        Process refused = start(tape, "ftp://user:" + key + "@x", 3, "--once");
        assertTrue(refused.waitFor(60, TimeUnit.SECONDS));
        assertEquals(2, refused.exitValue(), Files.readString(dir.resolve("output-3")));
        assertTrue(Files.readString(dir.resolve("output-0")).contains("Full thread dump"));
        assertTrue(ANSWERS.toString().contains("HTTP/1.1 200"), ANSWERS.toString());
        assertTrue(ANSWERS.toString().contains("millrace_equity"), "metrics were answered");

        Map<String, String> everything = new TreeMap<>(ANSWERS);
        everything.put("notices", sent.toString());
        try (Stream<Path> files = Files.walk(dir)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.getFileName().toString().endsWith(".token")) {
                    everything.put(file.toString(), Files.readString(file, ISO_8859_1));
                }
            }
        }
        List<String> found = new ArrayList<>();
        for (String secret : List.of(key, path, readToken, tradeToken)) {
            for (String form : forms(secret)) {
                everything.forEach((where, text) -> {
                    if (text.contains(form)) {
                        found.add(where + " holds " + form);
                    }
                });
            }
        }
        assertEquals(List.of(), found);
        assertTrue(everything.size() > 60, "looked into " + everything.keySet());
    }
}
