package io.millrace.daemon;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.millrace.report.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A headless Chromium, spoken to by its own protocol; remembers what pages asked for and complained about. */
final class Browser implements AutoCloseable {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final long LIMIT_MS = 20_000;

    /** Addresses asked for. */
    final List<String> requests = new CopyOnWriteArrayList<>();
    /** Errors of scripts, of the console and of the page's policy. */
    final List<String> complaints = new CopyOnWriteArrayList<>();

    private final Process process;
    private final Path profile;
    private final WebSocket socket;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Long, CompletableFuture<Map<String, Object>>> waiting = new ConcurrentHashMap<>();

    private Browser(Process process, Path profile) throws Exception {
        this.process = process;
        this.profile = profile;
        Path ports = profile.resolve("DevToolsActivePort");
        for (long waited = 0; !Files.exists(ports) || Files.readAllLines(ports).size() < 2; waited += 20) {
            if (waited > LIMIT_MS || !process.isAlive()) {
                throw new IOException("the browser does not start");
            }
            Thread.sleep(20);
        }
        HttpClient http = HttpClient.newHttpClient();
        String list = http.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:"
                                        + Files.readAllLines(ports).get(0) + "/json/list"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        Matcher page = Pattern.compile("ws://[^\"]*/devtools/page/[^\"]*").matcher(list);
        if (!page.find()) {
            throw new IOException("no page in " + list);
        }
        socket = http.newWebSocketBuilder()
                .buildAsync(URI.create(page.group()), new Messages())
                .get(LIMIT_MS, TimeUnit.MILLISECONDS);
        for (String part : List.of("Page", "Runtime", "Network", "Log")) {
            call(part + ".enable", "{}");
        }
    }

    /** Where a browser is; null when there is none. */
    static Path find() {
        return Stream.of(System.getenv("PATH").split(":"))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    static Browser start(String... flags) throws Exception {
        Path profile = Files.createTempDirectory("browser");
        List<String> command = new ArrayList<>(List.of(
                find().toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile));
        command.addAll(List.of(flags));
        command.add("about:blank");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return new Browser(process, profile);
        } catch (Exception e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /** One call of the protocol. */
    Map<String, Object> call(String method, String params) throws Exception {
        long id = ids.incrementAndGet();
        CompletableFuture<Map<String, Object>> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        socket.sendText("{\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + params + "}", true)
                .get(LIMIT_MS, TimeUnit.MILLISECONDS);
        return answer.get(LIMIT_MS, TimeUnit.MILLISECONDS);
    }

    void open(String url) throws Exception {
        call("Page.navigate", "{\"url\":" + quoted(url) + "}");
        await("document.readyState === 'complete' && location.href !== 'about:blank'");
    }

    /** What an expression gives; promises are waited for. */
    Object eval(String script) throws Exception {
        Map<String, Object> answer = call(
                "Runtime.evaluate",
                "{\"returnByValue\":true,\"awaitPromise\":true,\"expression\":" + quoted(script) + "}");
        Map<String, Object> result = map(answer.get("result"));
        if (answer.containsKey("exceptionDetails")) {
            throw new IOException(script + ": " + answer.get("exceptionDetails"));
        }
        return result == null ? null : result.get("value");
    }

    String text(String selector) throws Exception {
        return String.valueOf(eval("document.querySelector(" + quoted(selector) + ").textContent"));
    }

    void await(String condition) throws Exception {
        long start = System.nanoTime();
        while (!Boolean.TRUE.equals(eval("Boolean(" + condition + ")"))) {
            if (System.nanoTime() - start > TimeUnit.MILLISECONDS.toNanos(LIMIT_MS)) {
                throw new IOException("never came: " + condition + "; complaints: " + complaints + "; page: "
                        + eval("document.body.innerText"));
            }
            Thread.sleep(20);
        }
    }

    /** Clicks with the mouse, so that what lies above an element takes the click as it would for a person. */
    void click(String selector) throws Exception {
        List<?> at = (List<?>) eval("(() => { const e = document.querySelector(" + quoted(selector)
                + "); e.scrollIntoView({block:'center'}); const b = e.getBoundingClientRect();"
                + " return [b.x + b.width / 2, b.y + b.height / 2]; })()");
        for (String type : List.of("mousePressed", "mouseReleased")) {
            call(
                    "Input.dispatchMouseEvent",
                    "{\"type\":\"" + type + "\",\"x\":" + at.get(0) + ",\"y\":" + at.get(1)
                            + ",\"button\":\"left\",\"clickCount\":1}");
        }
    }

    /** Types into what has the focus. */
    void type(String text) throws Exception {
        call("Input.insertText", "{\"text\":" + quoted(text) + "}");
    }

    /** Presses a key such as ArrowRight. */
    void press(String key) throws Exception {
        for (String type : List.of("rawKeyDown", "keyUp")) {
            call(
                    "Input.dispatchKeyEvent",
                    "{\"type\":\"" + type + "\",\"key\":\"" + key + "\",\"code\":\"" + key + "\"}");
        }
    }

    void size(int width, int height) throws Exception {
        call(
                "Emulation.setDeviceMetricsOverride",
                "{\"width\":" + width + ",\"height\":" + height + ",\"deviceScaleFactor\":1,\"mobile\":false}");
    }

    void scheme(String light) throws Exception {
        call(
                "Emulation.setEmulatedMedia",
                "{\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":\"" + light + "\"}]}");
    }

    void screenshot(Path file) throws Exception {
        Object data = call("Page.captureScreenshot", "{\"format\":\"png\"}").get("data");
        Files.write(file, Base64.getDecoder().decode(String.valueOf(data)));
    }

    @Override
    public void close() throws IOException {
        socket.abort();
        process.destroy();
        try {
            process.onExit().get(5, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            process.destroyForcibly();
        }
        deleteProfile();
    }

    /** What the browser's children still write is left to the folder for temporary files. */
    private void deleteProfile() throws IOException {
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (java.io.UncheckedIOException e) {
            complaints.add(e.toString());
        }
    }

    static String quoted(String text) {
        return new Json(text.length() + 16).string(text).toString();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    /** Puts messages together and takes them apart. */
    private final class Messages implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                take(map(parse(text.toString())));
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        private void take(Map<String, Object> message) {
            if (message.get("id") instanceof Long id) {
                waiting.remove(id).complete(message.containsKey("result") ? map(message.get("result")) : message);
                return;
            }
            Map<String, Object> params = map(message.get("params"));
            switch (String.valueOf(message.get("method"))) {
                case "Network.requestWillBeSent" ->
                    requests.add(String.valueOf(map(params.get("request")).get("url")));
                case "Runtime.exceptionThrown" -> complaints.add(String.valueOf(params.get("exceptionDetails")));
                case "Log.entryAdded" -> complaints.add(String.valueOf(params.get("entry")));
                default -> {
                    // Nothing else is asked about.
                }
            }
        }
    }

    static Object parse(String json) {
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            parser.nextToken();
            return value(parser);
        } catch (IOException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    private static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> fields = new LinkedHashMap<>();
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    parser.nextToken();
                    fields.put(name, value(parser));
                }
                yield fields;
            }
            case START_ARRAY -> {
                List<Object> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(value(parser));
                }
                yield items;
            }
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> parser.getText();
        };
    }
}
