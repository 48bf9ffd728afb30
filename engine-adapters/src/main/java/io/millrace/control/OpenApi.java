package io.millrace.control;

import io.millrace.replay.JournalHeader;
import io.millrace.report.Json;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The service's description, OpenAPI 3.1, from its table of routes. */
final class OpenApi {
    private OpenApi() {}

    static String text(List<Route> routes) {
        Json json = new Json(16_384);
        json.open('{').key("openapi").string("3.1.0").key("info").open('{');
        json.key("title").string("Millrace").key("version").string(JournalHeader.ENGINE_VERSION);
        json.key("description")
                .string("Loopback only. Errors are application/problem+json.")
                .close('}');
        json.key("paths").open('{');
        TreeMap<String, Consumer<Json>> byPath = new TreeMap<>();
        routes.forEach(route -> byPath.merge(route.path(), out -> operation(out, route), Consumer::andThen));
        byPath.forEach((path, operations) -> {
            json.key(path).open('{');
            operations.accept(json);
            json.close('}');
        });
        json.close('}')
                .key("components")
                .open('{')
                .key("securitySchemes")
                .open('{')
                .key("token")
                .open('{');
        json.key("type").string("http").key("scheme").string("bearer");
        return json.close('}').close('}').close('}').close('}').toString();
    }

    private static void operation(Json json, Route route) {
        json.key(route.method().toLowerCase(Locale.ROOT)).open('{');
        json.key("summary").string(route.summary());
        json.key("operationId")
                .string(route.method().toLowerCase(Locale.ROOT)
                        + route.path().replace('/', '_').replace('.', '_'));
        if (route.needs() != Role.NOBODY) {
            json.key("security")
                    .open('[')
                    .open('{')
                    .key("token")
                    .open('[')
                    .close(']')
                    .close('}')
                    .close(']');
            json.key("x-role").string(route.needs().name().toLowerCase(Locale.ROOT));
        }
        boolean named = route.path().endsWith("{id}");
        if (route.keyed() || named) {
            json.key("parameters").open('[').open('{').key("name").string(named ? "id" : "Idempotency-Key");
            json.key("in").string(named ? "path" : "header").key("required").value(true);
            json.key("schema")
                    .open('{')
                    .key("type")
                    .string("string")
                    .close('}')
                    .close('}')
                    .close(']');
        }
        if (route.method().equals("POST")) {
            json.key("requestBody")
                    .open('{')
                    .key("required")
                    .value(true)
                    .key("content")
                    .open('{');
            json.key("application/json")
                    .open('{')
                    .key("schema")
                    .open('{')
                    .key("type")
                    .string("object");
            json.close('}').close('}').close('}').close('}');
        }
        json.key("responses").open('{');
        json.key("200").open('{').key("description").string("done").close('}');
        json.key("default").open('{').key("description").string("problem").close('}');
        json.close('}').close('}');
    }
}
