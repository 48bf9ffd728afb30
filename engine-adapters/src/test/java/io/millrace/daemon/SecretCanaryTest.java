package io.millrace.daemon;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.cli.Millrace;
import io.millrace.control.TlsClient;
import io.millrace.journal.HighWaterMark;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Secrets known to the test go through a whole installation, with requests, garbage, thread dumps and a crash; then
 * they are looked for in everything that came out.
 */
@Timeout(180)
class SecretCanaryTest {
    private static final Map<String, String> ANSWERS = new TreeMap<>();

    @TempDir
    Path dir;

    private final String key = "K+/=&" + random();
    private final String path = random();
    private final String store = random();
    private final String wrongStore = random();
    private final String readToken = random();
    private final String tradeToken = random();
    private Path keyStore;
    private int port;

    private static String random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** The program as a child; what it prints goes to {@code output-NUMBER}. */
    private Process millrace(int number, String url, String typed, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (flag.startsWith("--") || flag.startsWith("-Dchronicle") || flag.startsWith("-Djava.io.tmpdir")) {
                command.add(flag);
            }
        }
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-CreateCoredumpOnCrash"));
        command.add("-XX:ErrorFile=" + dir.resolve("crash-" + number));
        command.add("-cp");
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(Millrace.class.getName());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("output-" + number).toFile())
                .redirectInput(Files.writeString(dir.resolve("typed-" + number), typed + "\n")
                        .toFile());
        builder.environment().put("CANARY_URL", url + "/" + path);
        builder.environment().put("CANARY_KEY", key);
        builder.environment().put("CANARY_STORE", store);
        builder.environment().put("CANARY_WRONG", wrongStore);
        return builder.start();
    }

    /** What is traded, and everything that holds secrets. */
    private static List<String> choice(Path tape, Path home, Path keyStore) {
        List<String> all = new ArrayList<>(List.of("--data", tape.toString(), "--data-dir", home.toString()));
        all.addAll(List.of("--strategy", "sma-cross", "--symbol", "WALK", "--timeframe", "1m", "--capital", "10000"));
        for (String set : List.of(
                "api.port=0",
                "api.bind=" + TlsClient.ADDRESS,
                "api.tlsPort=0",
                "api.hosts=" + TlsClient.HOST,
                "api.keyStore=" + keyStore,
                "api.keyStorePasswordEnv=CANARY_STORE",
                "logs.systemSeconds=1",
                "notify.0.name=ops",
                "notify.0.kind=generic",
                "notify.0.urlEnv=CANARY_URL",
                "notify.0.secretEnv=CANARY_KEY",
                "strategies.0.params.fast=2",
                "strategies.0.params.slow=5",
                "risk.perAssetCap=1",
                "risk.classCaps.crypto=off")) {
            all.addAll(List.of("--set", set));
        }
        return all;
    }

    private Process start(Path tape, String url, int number, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("run", "--mode", "paper", "--speed", "max", "--allow-remote"));
        arguments.addAll(choice(tape, dir.resolve("home"), keyStore));
        arguments.addAll(List.of(more));
        return millrace(number, url, "", arguments);
    }

    private void awaitPort(Process process, int number, Path home) throws Exception {
        Path file = home.resolve("api.port");
        while (!Files.exists(file) || Files.size(file) < 2) {
            assertTrue(process.isAlive(), output(number));
            Thread.sleep(20);
        }
        port = Integer.parseInt(Files.readString(file).strip());
    }

    private String output(int number) throws IOException {
        return Files.readString(dir.resolve("output-" + number), ISO_8859_1);
    }

    /** Both tokens over TLS, rightly and wrongly, and no TLS where it is expected. */
    private void askOverTls(int life) throws Exception {
        Matcher matcher = Pattern.compile("with TLS, on \\S+, port (\\d+)").matcher(output(life));
        assertTrue(matcher.find(), output(life));
        int tls = Integer.parseInt(matcher.group(1));
        for (String host : List.of(TlsClient.HOST + ":" + tls, "evil.example")) {
            for (String token : List.of(readToken, tradeToken, "x" + tradeToken)) {
                String request = " /status HTTP/1.1\r\nHost: " + host + "\r\nAuthorization: Bearer " + token
                        + "\r\nConnection: close\r\n\r\n";
                String name = life + " tls " + host + token.hashCode();
                ANSWERS.put(name, TlsClient.ask(tls, keyStore, store, "GET" + request));
                ANSWERS.put(name + "odd", TlsClient.ask(tls, keyStore, store, "\0\1" + request));
                ANSWERS.put(name + "plain", TlsClient.askPlain(TlsClient.ADDRESS, tls, "GET" + request));
            }
        }
        String good = ANSWERS.get(life + " tls " + TlsClient.HOST + ":" + tls + readToken.hashCode());
        assertTrue(good.startsWith("HTTP/1.1 200"), good);
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

    private Path home(String name) throws IOException {
        Path home = Files.createDirectories(dir.resolve(name));
        for (Map.Entry<String, String> token :
                Map.of("read", readToken, "trade", tradeToken).entrySet()) {
            Path file = Files.writeString(home.resolve("api-" + token.getKey() + ".token"), token.getValue() + "\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        return home;
    }

    private void end(Process process, int number, int code) throws Exception {
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), output(number));
        assertEquals(code, process.exitValue(), output(number));
    }

    private void paperLives(Path tape, String url) throws Exception {
        Path home = home("home");
        for (int life = 0; life < 2; life++) {
            Files.deleteIfExists(home.resolve("api.port"));
            Process process = start(tape, url, life);
            awaitPort(process, life, home);
            askOverTls(life);
            askEverything(life);
            signal(process, "QUIT");
            Thread.sleep(300);
            signal(process, life == 0 ? "KILL" : "TERM");
            assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        }
        assertTrue(output(0).contains("Full thread dump"), output(0));
    }

    /** Wrong addresses, passwords and places have messages too. */
    private void refusals(Path tape, String url) throws Exception {
        Process unreachable = start(tape, "http://127.0.0.1:1", 2, "--once");
        assertTrue(unreachable.waitFor(60, TimeUnit.SECONDS));
        end(start(tape, "ftp://user:" + key + "@x", 3, "--once"), 3, 2);
        Process wrong = start(tape, url, 4, "--once", "--set", "api.keyStorePasswordEnv=CANARY_WRONG");
        assertTrue(wrong.waitFor(60, TimeUnit.SECONDS));
        assertTrue(output(4).contains("expected a PKCS#12 file that opens with the password"), output(4));
        Path misplaced = Files.writeString(dir.resolve("typed-5.token"), """
                api:
                  keyStorePassword: %s
                notify:
                  - secret: "%s"
                """.formatted(store, key));
        end(start(tape, url, 5, "--once", "--config", misplaced.toString()), 5, 2);
        assertTrue(output(5).contains("did you mean \"api.keyStorePasswordEnv\""), output(5));
        end(millrace(6, url, "", List.of("config", "show", "--config", misplaced.toString())), 6, 2);
    }

    /** Armed, live, asked, and crashed as a fault in native code would. */
    private void liveLife(Path tape, String url) throws Exception {
        Path home = home("home-live");
        Path config = Files.writeString(dir.resolve("live.yaml"), """
                engine:
                  mode: live
                live:
                  tradingEnabled: true
                  account: SIM-4711
                  countdownMs: 50
                risk:
                  maxOrderValue: 600000
                  dailyLoss: 0.9
                """);
        List<String> choice = choice(tape, home, keyStore);
        choice.addAll(List.of("--config", config.toString()));
        List<String> arm = new ArrayList<>(List.of("arm", "--live"));
        arm.addAll(choice);
        end(millrace(7, url, "4711", arm), 7, 0);
        List<String> run =
                new ArrayList<>(List.of("run", "--mode", "live", "--live", "--speed", "max", "--allow-remote"));
        run.addAll(choice);
        Process process = millrace(8, url, "", run);
        awaitPort(process, 8, home);
        while (!output(8).contains("live trading of SIM-**** has begun")) {
            assertTrue(process.isAlive(), output(8));
            Thread.sleep(20);
        }
        askOverTls(8);
        askEverything(8);
        signal(process, "SEGV");
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertTrue(Files.readString(dir.resolve("crash-8"), ISO_8859_1).contains("SIGSEGV"), output(8));
    }

    @Test
    void shouldLeaveNoTraceOfAnySecret() throws Exception {
        Path tape = PaperTape.write(dir.resolve("tape"), 600, 9);
        Files.delete(tape.resolve("TICK.csv"));
        keyStore = TlsClient.makeKeyStore(dir.resolve("key.p12"), store);
        StringBuilder sent = new StringBuilder();
        try (Receiver receiver = new Receiver()) {
            paperLives(tape, receiver.url());
            receiver.await(1);
            assertTrue(receiver.requests.get(0).path().endsWith(path), "the address of the environment was used");
            refusals(tape, receiver.url());
            liveLife(tape, receiver.url());
            receiver.requests.forEach(request ->
                    sent.append(request.body()).append(request.signature()).append(request.idHeader()));
        }
        assertTrue(ANSWERS.toString().contains("HTTP/1.1 200"), ANSWERS.toString());
        assertTrue(ANSWERS.toString().contains("millrace_equity"), "metrics were answered");
        Map<String, String> everything = everything();
        everything.put("notices", sent.toString());
        assertEquals(List.of(), found(everything));
        assertTrue(everything.size() > 60, "looked into " + everything.keySet());
    }

    /** Answers and files; only the tokens' own files and the one with misplaced secrets may hold them. */
    private Map<String, String> everything() throws IOException {
        Map<String, String> everything = new TreeMap<>(ANSWERS);
        try (Stream<Path> files = Files.walk(dir)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.getFileName().toString().endsWith(".token")) {
                    everything.put(file.toString(), Files.readString(file, ISO_8859_1));
                }
                if (file.endsWith(HighWaterMark.FILE)) {
                    everything.put(file + " steps", steps(file.getParent()));
                }
            }
        }
        return everything;
    }

    /** The files hold them packed. */
    private static String steps(Path journal) {
        StringBuilder steps = new StringBuilder();
        for (byte[] step : CrashTest.steps(journal)) {
            steps.append(new String(step, ISO_8859_1));
        }
        return steps.toString();
    }

    private List<String> found(Map<String, String> everything) {
        List<String> found = new ArrayList<>();
        for (String secret : List.of(key, path, store, wrongStore, readToken, tradeToken)) {
            for (String form : forms(secret)) {
                everything.forEach((where, text) -> {
                    if (text.contains(form)) {
                        found.add(where + " holds " + form);
                    }
                });
            }
        }
        return found;
    }
}
