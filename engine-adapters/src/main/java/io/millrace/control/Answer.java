package io.millrace.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.dashboard.DashboardFile;
import io.millrace.report.Json;

/**
 * What goes back.
 *
 * @param extra name of a further header; null for none
 */
record Answer(int status, String type, byte[] body, String extra, String extraValue) {
    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";

    static Answer json(Json json) {
        return text(200, JSON, json.toString());
    }

    static Answer of(DashboardFile file) {
        return new Answer(200, file.type(), file.content(), null, null);
    }

    static Answer text(int status, String type, String text) {
        return new Answer(status, type, text.getBytes(UTF_8), null, null);
    }

    static Answer problem(int status, String title, String detail) {
        Json json = new Json(256);
        json.open('{').key("type").string("about:blank").key("title").string(title);
        json.key("status").value((long) status).key("detail").string(detail).close('}');
        return text(status, PROBLEM, json.toString());
    }

    Answer with(String header, String value) {
        return new Answer(status, type, body, header, value);
    }
}
