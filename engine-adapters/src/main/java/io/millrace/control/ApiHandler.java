package io.millrace.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.report.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;

/** One request from its headers to its answer, every check in its place. Server threads. */
final class ApiHandler extends Handler.Abstract {
    private static final int MOST_BODY = 4_096;
    private static final int MOST_COMMANDS = 6;
    private static final String EVENTS = "/events";
    private static final String SESSION = "/session";

    private final Gatekeeper here;
    private final Gatekeeper remote;
    private final Tokens tokens;
    private final SessionCodes codes;
    private final EventStream stream;
    private final Consumer<String> say;
    private final Map<String, Map<String, Route>> routes = new HashMap<>();
    private final List<Route> listed = new ArrayList<>();
    private final Semaphore commands = new Semaphore(MOST_COMMANDS);

    ApiHandler(
            Gatekeeper here,
            Gatekeeper remote,
            Tokens tokens,
            SessionCodes codes,
            EventStream stream,
            List<Route> served,
            List<Route> pages,
            Consumer<String> say) {
        this.here = here;
        this.remote = remote;
        this.tokens = tokens;
        this.codes = codes;
        this.stream = stream;
        this.say = say;
        served.forEach(this::add);
        pages.forEach(this::serve);
        add(Route.get(EVENTS, "server-sent events; Last-Event-ID goes on where a client was", null));
        add(new Route("POST", SESSION, Role.NOBODY, false, "a one-time code {\"code\":C} for a token", this::session));
        add(Route.get("/role", "the role of the token that asks", ApiHandler::whoAmI));
        add(new Route("POST", "/code", Role.READ, false, "a one-time code for the role that asks", this::code));
        add(Route.get("/openapi.json", "this service's description", this::describe));
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        try {
            Headers.send(response, answer(request, response, callback), true, callback);
        } catch (Refusal refusal) {
            Headers.send(response, refusal.answer(), true, callback);
        } catch (Streaming streaming) {
            // The stream has taken the response over.
            return true;
        } catch (IOException e) {
            callback.failed(e);
        } catch (RuntimeException e) {
            say.accept("api: " + request.getMethod() + " failed: " + e);
            Headers.send(response, Answer.problem(500, "Fault", "this is a fault of the service"), true, callback);
        }
        return true;
    }

    /** Waits until the changes under way have their answers, or a second is over; lets no further one in. */
    void awaitCommands() {
        try {
            commands.tryAcquire(MOST_COMMANDS, 1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Says that there is no answer to send. */
    private static final class Streaming extends RuntimeException {
        private static final long serialVersionUID = 1;

        Streaming() {
            super("streaming", null, false, false);
        }
    }

    private Answer answer(Request request, Response response, Callback callback) throws IOException {
        Gatekeeper gate = gate(request.isSecure());
        gate.requireHome(values(request, "Host"), values(request, "Origin"));
        String path = request.getHttpURI().getPath();
        Map<String, Route> methods = routes.getOrDefault(path == null ? "" : path, Map.of());
        Route route = methods.get(request.getMethod());
        Role role = Role.NOBODY;
        if (route == null || route.needs() != Role.NOBODY) {
            boolean kill = route != null && route.path().equals("/kill");
            role = gate.requireToken(values(request, "Authorization"), kill);
        }
        if (methods.isEmpty()) {
            throw new Refusal(404, "Not found", "there is nothing here; /openapi.json lists what there is");
        }
        if (route == null) {
            throw new Refusal(Answer.problem(405, "Method not allowed", "not with this method")
                    .with("Allow", String.join(", ", methods.keySet())));
        }
        if (route.needs().compareTo(role) > 0) {
            throw new Refusal(403, "Not allowed", "this needs the trade token");
        }
        if (route.path().equals(EVENTS)) {
            stream.open(request, response, callback);
            throw new Streaming();
        }
        return route.method().equals("POST")
                ? change(route, role, request)
                : route.serve().apply(new ApiRequest(role, request.isSecure(), query(request), "", null));
    }

    private Gatekeeper gate(boolean tls) {
        return tls ? remote : here;
    }

    private Answer change(Route route, Role role, Request request) throws IOException {
        List<String> type = values(request, "Content-Type");
        boolean json = type.size() == 1
                && type.get(0).toLowerCase(Locale.ROOT).split(";", 2)[0].strip().equals("application/json");
        if (!json) {
            throw new Refusal(415, "Content type refused", "a change needs Content-Type: application/json");
        }
        if (!commands.tryAcquire()) {
            throw new Refusal(Answer.problem(429, "Busy", MOST_COMMANDS + " changes are under way: wait for one")
                    .with("Retry-After", "1"));
        }
        try {
            List<String> keys = values(request, "Idempotency-Key");
            ApiRequest admitted = new ApiRequest(
                    role, request.isSecure(), Map.of(), body(request), keys.size() == 1 ? keys.get(0) : null);
            return route.serve().apply(admitted);
        } finally {
            commands.release();
        }
    }

    private static String body(Request request) throws IOException {
        try (InputStream in = Content.Source.asInputStream(request)) {
            byte[] bytes = in.readNBytes(MOST_BODY + 1);
            if (bytes.length > MOST_BODY) {
                throw new Refusal(413, "Body too large", "a body has at most " + MOST_BODY + " bytes");
            }
            return new String(bytes, UTF_8);
        }
    }

    private static Map<String, String> query(Request request) {
        Map<String, String> found = new HashMap<>();
        try {
            for (Fields.Field field : Request.extractQueryParameters(request)) {
                found.put(field.getName(), field.getValue());
            }
        } catch (RuntimeException e) {
            throw new Refusal(400, "Bad query", "the part behind the ? cannot be read");
        }
        return found;
    }

    private Answer session(ApiRequest request) {
        Gatekeeper gate = gate(request.tls());
        gate.requireOpen();
        String code = BodyReader.text(request.body(), "code", 64);
        Role role = code == null ? Role.NOBODY : codes.spend(code);
        if (role == Role.NOBODY) {
            gate.failed();
            throw new Refusal(401, "Not authorised", "this code is unknown or spent; millrace code prints a new one");
        }
        Json json = new Json(256);
        json.open('{').key("role").string(name(role));
        return Answer.json(
                json.key("token").string(tokens.of(role).use(ApiHandler::text)).close('}'));
    }

    /** The one answer that holds a token: the exchange for a code. */
    private static String text(byte[] token) {
        return new String(token, UTF_8);
    }

    private Answer describe(ApiRequest request) {
        return Answer.text(200, "application/json", OpenApi.text(listed));
    }

    private static Answer whoAmI(ApiRequest request) {
        Json json = new Json(64);
        return Answer.json(
                json.open('{').key("role").string(name(request.role())).close('}'));
    }

    private Answer code(ApiRequest request) {
        Json json = new Json(128);
        json.open('{').key("role").string(name(request.role()));
        return Answer.json(json.key("code").string(codes.renew(request.role())).close('}'));
    }

    private static String name(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    private void add(Route route) {
        listed.add(route);
        serve(route);
    }

    private void serve(Route route) {
        routes.computeIfAbsent(route.path(), path -> new HashMap<>()).put(route.method(), route);
    }

    private static List<String> values(Request request, String header) {
        return request.getHeaders().getFields(header).stream()
                .map(org.eclipse.jetty.http.HttpField::getValue)
                .toList();
    }
}
