package io.millrace.notify;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.secret.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One attempt to post a notice. Signed with HMAC-SHA256 over the second of the attempt, a point and the body, so that a
 * receiver can refuse old ones. Redirects are not followed. Used by one thread.
 */
final class HookSender {
    private static final int TOO_MANY = 429;
    private static final int TIMED_OUT = 408;
    private static final int FIRST_REDIRECT = 300;
    private static final int FIRST_REFUSAL = 400;
    private static final int FIRST_FAULT = 500;
    private static final long LONGEST_WAIT_MS = 900_000;
    private static final int LONGEST_HEADER = 64;
    private static final String HMAC = "HmacSHA256";

    private final TargetConfig target;
    private final Secret url;
    private final Secret key;
    private final String engine;
    private final HttpClient http;

    /**
     * @param url checked before
     * @param key to sign with; null = not signed
     */
    HookSender(TargetConfig target, Secret url, Secret key, String engine) {
        this.target = target;
        this.url = url;
        this.key = key;
        this.engine = engine;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofMillis(target.timeoutMs()))
                .build();
    }

    /**
     * What came of it.
     *
     * @param again whether another attempt makes sense
     * @param waitMs how long the receiver asked to wait before it; 0 = it did not
     * @param text for people; holds nothing of the address
     */
    record Result(boolean done, boolean again, long waitMs, String text) {}

    Result send(Notice notice, long dropped) throws InterruptedException {
        String body = target.kind().equals(TargetConfig.SLACK)
                ? NoticeText.slack(notice, engine, dropped)
                : NoticeText.generic(notice, engine, dropped);
        try {
            HttpResponse<InputStream> response =
                    http.send(request(notice, body), HttpResponse.BodyHandlers.ofInputStream());
            // What it says is of no use, and may be without end.
            response.body().close();
            return result(response);
        } catch (IOException e) {
            // Not its message: that may name the address.
            return new Result(false, true, 0, e.getClass().getSimpleName());
        }
    }

    private HttpRequest request(Notice notice, String body) {
        String seconds = Long.toString(Instant.now().getEpochSecond());
        HttpRequest.Builder request = HttpRequest.newBuilder(url.use(bytes -> URI.create(new String(bytes, UTF_8))))
                .timeout(Duration.ofMillis(target.timeoutMs()))
                .header("Content-Type", "application/json")
                .header("User-Agent", "millrace")
                .header("X-Millrace-Id", notice.id())
                .header("X-Millrace-Timestamp", seconds)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (key != null) {
            request.header("X-Millrace-Signature", "sha256=" + signature(seconds + "." + body));
        }
        return request.build();
    }

    private String signature(String text) {
        return key.use(bytes -> {
            try {
                Mac mac = Mac.getInstance(HMAC);
                mac.init(new SecretKeySpec(bytes, HMAC));
                return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java has " + HMAC, e);
            }
        });
    }

    private static Result result(HttpResponse<?> response) {
        int status = response.statusCode();
        if (status < FIRST_REDIRECT) {
            return new Result(true, false, 0, "status " + status);
        }
        if (status < FIRST_REFUSAL) {
            return new Result(false, false, 0, "status " + status + ", a redirect, which is not followed");
        }
        boolean again = status >= FIRST_FAULT || status == TOO_MANY || status == TIMED_OUT;
        return new Result(false, again, again ? waitMs(response) : 0, "status " + status);
    }

    /** Retry-After in seconds or as a date, of which a quarter of an hour is believed. */
    private static long waitMs(HttpResponse<?> response) {
        String value = response.headers().firstValue("Retry-After").orElse("").strip();
        if (value.isEmpty()
                || value.length() > LONGEST_HEADER
                || !US_ASCII.newEncoder().canEncode(value)) {
            return 0;
        }
        if (value.chars().allMatch(Character::isDigit)) {
            boolean small = value.length() <= 6;
            return small ? Math.min(LONGEST_WAIT_MS, Long.parseLong(value) * 1_000) : LONGEST_WAIT_MS;
        }
        try {
            Instant until = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT))
                    .toInstant();
            long ms = Duration.between(Instant.now(), until).toMillis();
            return Math.max(0, Math.min(LONGEST_WAIT_MS, ms));
        } catch (DateTimeParseException e) {
            return 0;
        }
    }
}
