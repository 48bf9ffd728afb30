package io.millrace.control;

import java.util.function.Function;

/**
 * One thing that can be asked for.
 *
 * @param needs the least role
 * @param keyed true when an Idempotency-Key is needed
 * @param serve answers; null for the event stream, which is served apart
 */
record Route(
        String method, String path, Role needs, boolean keyed, String summary, Function<ApiRequest, Answer> serve) {
    static Route get(String path, String summary, Function<ApiRequest, Answer> serve) {
        return new Route("GET", path, Role.READ, false, summary, serve);
    }

    static Route post(String path, Role needs, String summary, Function<ApiRequest, Answer> serve) {
        return new Route("POST", path, needs, true, summary, serve);
    }
}
