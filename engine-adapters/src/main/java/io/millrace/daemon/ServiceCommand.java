package io.millrace.daemon;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.millrace.control.ApiServer;
import io.millrace.control.Tokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a running daemon over its own service, with the token of its data folder. */
final class ServiceCommand {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int OK = 200;
    private static final Pattern CODE = Pattern.compile("\"code\":\"([0-9a-f]+)\"");

    private final Path dataDir;

    ServiceCommand(Path dataDir) {
        this.dataDir = dataDir;
    }

    /** The text at a path of the service. */
    String get(String path) throws InterruptedException {
        return ask(path, false, "GET", "");
    }

    /** A new one-time code. */
    String code(boolean trade) throws InterruptedException {
        String answer = ask("/code", trade, "POST", "{}");
        Matcher code = CODE.matcher(answer);
        if (!code.find()) {
            throw new RunException(
                    ExitCodes.REFUSED, "the engine on " + dataDir + " answered without a code: " + answer);
        }
        return code.group(1);
    }

    /** The answer to a change, for which the trade token is used. */
    String change(String path, String body) throws InterruptedException {
        return ask(path, true, "POST", body);
    }

    private String ask(String path, boolean trade, String method, String body) throws InterruptedException {
        try {
            String port = Files.readString(dataDir.resolve(ApiServer.PORT_FILE)).strip();
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .timeout(LIMIT)
                    .header(
                            "Authorization",
                            (trade ? Tokens.tradeToken(dataDir) : Tokens.readToken(dataDir))
                                    .use(token -> "Bearer " + new String(token, US_ASCII)))
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", UUID.randomUUID().toString())
                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                    .build();
            HttpResponse<String> response = HttpClient.newBuilder()
                    .connectTimeout(LIMIT)
                    .build()
                    .send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != OK) {
                throw new RunException(ExitCodes.REFUSED, response.body());
            }
            return response.body();
        } catch (NoSuchFileException e) {
            throw new RunException(
                    ExitCodes.REFUSED,
                    "no engine serves its figures on " + dataDir
                            + "; start one with api.enabled=true, or give its --data-dir");
        } catch (IOException | IllegalArgumentException e) {
            throw new RunException(
                    ExitCodes.REFUSED, "the engine on " + dataDir + " did not answer: " + e + "; is it running?");
        }
    }
}
