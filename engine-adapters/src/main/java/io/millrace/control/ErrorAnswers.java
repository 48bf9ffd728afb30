package io.millrace.control;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers what the server itself refuses: bytes that are no HTTP, headers that are too large. */
final class ErrorAnswers implements Request.Handler {
    private static final int BAD_REQUEST = 400;
    private static final int SERVER_ERROR = 500;

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        // Whatever a client makes up, an unknown version of the protocol too, is the client's fault.
        int shown = status >= BAD_REQUEST && status < SERVER_ERROR ? status : BAD_REQUEST;
        Headers.send(
                response,
                Answer.problem(shown, "Bad request", "this is no request that the service understands"),
                true,
                callback);
        return true;
    }
}
