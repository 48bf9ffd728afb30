package io.millrace.control;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** What every answer carries, and how it is sent. */
final class Headers {
    private static final String[][] ALWAYS = {
        {
            "Content-Security-Policy",
            "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        },
        {"X-Content-Type-Options", "nosniff"},
        {"Cache-Control", "no-store"},
        {"Cross-Origin-Resource-Policy", "same-origin"},
        {"Referrer-Policy", "no-referrer"},
    };

    private Headers() {}

    static void protect(Response response) {
        HttpFields.Mutable headers = response.getHeaders();
        for (String[] header : ALWAYS) {
            headers.put(new HttpField(header[0], header[1]));
        }
    }

    static void send(Response response, Answer answer, boolean withBody, Callback callback) {
        fill(response, answer);
        // A body that a refusal left unread ends the connection: a client told so opens another one for its next
        // request.
        if (!response.getRequest().consumeAvailable() || isChange(response)) {
            response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
        }
        response.write(true, withBody ? ByteBuffer.wrap(answer.body()) : null, callback);
    }

    /** Those are answered by the server's threads: the next one of this connection queues behind what others sent. */
    private static boolean isChange(Response response) {
        return response.getRequest().getMethod().equals("POST");
    }

    /** Sends the last answer of a connection, and reads nothing. */
    static void sendLast(Response response, Answer answer, Callback callback) {
        fill(response, answer);
        response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
        response.write(true, ByteBuffer.wrap(answer.body()), callback);
    }

    private static void fill(Response response, Answer answer) {
        response.setStatus(answer.status());
        protect(response);
        response.getHeaders().put("Content-Type", answer.type());
        response.getHeaders().put("Content-Length", answer.body().length);
        if (answer.extra() != null) {
            response.getHeaders().put(answer.extra(), answer.extraValue());
        }
    }
}
