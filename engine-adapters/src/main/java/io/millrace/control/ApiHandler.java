package io.millrace.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.report.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;

/** One request from its headers to its answer, every check in its place. Server threads. */
final class ApiHandler extends Handler.Abstract {
    private static final String EVENTS = "/events";
    private static final String KILL = "/kill";
    private static final String SESSION = "/session";
    private static final String ANY = "/{id}";

    private final Door here;
    private final Door remote;
    private final Tokens tokens;
    private final SessionCodes codes;
    private final EventStream stream;
    private final Consumer<String> say;
    private final Map<String, Map<String, Route>> routes = new HashMap<>();
    private final List<Route> listed = new ArrayList<>();

    ApiHandler(
            Door here,
            Door remote,
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
        if (request.getMethod().equals("POST")) {
            respond(request, response, callback, () -> answer(request, response, callback));
        } else {
            door(Doors.isRemote(request)).reads().execute(() -> read(request, response, callback));
        }
        return true;
    }

    /** One request of each connection at most is in line here, however many a client has sent behind it. */
    private void read(Request request, Response response, Callback callback) {
        try {
            respond(request, response, callback, () -> answer(request, response, callback));
        } catch (Throwable fault) {
            // On a thread of this service nobody else would end the request.
            callback.failed(fault);
            throw fault;
        }
    }

    /** Waits until the changes under way have their answers, or a second is over; lets no further one in. */
    void awaitCommands() {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
        try {
            here.permits().close(until);
            remote.permits().close(until);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends what the work comes to; nothing when it gives null, having seen to the answer in its own way. */
    private void respond(Request request, Response response, Callback callback, Supplier<Answer> work) {
        Answer answer;
        try {
            answer = work.get();
        } catch (Refusal refusal) {
            answer = refusal.answer();
        } catch (RuntimeException e) {
            say.accept("api: " + request.getMethod() + " failed: " + e);
            answer = Answer.problem(500, "Fault", "this is a fault of the service");
        }
        if (answer != null) {
            Headers.send(response, answer, true, callback);
        }
    }

    private Answer answer(Request request, Response response, Callback callback) {
        boolean tls = Doors.isRemote(request);
        Gatekeeper gate = door(tls).gate();
        gate.requireHome(request.getHttpURI().getScheme(), values(request, "Host"), values(request, "Origin"));
        String path = request.getHttpURI().getPath();
        Map<String, Route> methods = methods(path == null ? "" : path);
        Route route = methods.get(request.getMethod());
        Role role = Role.NOBODY;
        if (route == null || route.needs() != Role.NOBODY) {
            role = gate.requireToken(values(request, "Authorization"), route != null && isKill(route));
            Doors.know(request);
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
            return null;
        }
        if (route.method().equals("POST")) {
            requireJson(request);
            Role known = role;
            BodyIntake.begin(request, response, callback, body -> {
                ApiRequest admitted = new ApiRequest(known, tls, Map.of(), body, key(request));
                change(route, request, response, callback, admitted);
            });
            return null;
        }
        Map<String, String> query = query(request);
        if (route.path().endsWith(ANY)) {
            query.put("id", path.substring(path.lastIndexOf('/') + 1));
        }
        return route.serve().apply(new ApiRequest(role, tls, query, "", null));
    }

    /** By method what is served at a path, or where any last word of it will do. */
    private Map<String, Route> methods(String path) {
        Map<String, Route> exact = routes.get(path);
        int slash = path.lastIndexOf('/');
        if (exact != null || slash < 0 || path.endsWith("/")) {
            return exact == null ? Map.of() : exact;
        }
        return routes.getOrDefault(path.substring(0, slash) + ANY, Map.of());
    }

    private Door door(boolean tls) {
        return tls ? remote : here;
    }

    private static boolean isKill(Route route) {
        return route.path().equals(KILL);
    }

    private static void requireJson(Request request) {
        List<String> type = values(request, "Content-Type");
        boolean json = type.size() == 1
                && type.get(0).toLowerCase(Locale.ROOT).split(";", 2)[0].strip().equals("application/json");
        if (!json) {
            throw new Refusal(415, "Content type refused", "a change needs Content-Type: application/json");
        }
    }

    private static String key(Request request) {
        List<String> keys = values(request, "Idempotency-Key");
        return keys.size() == 1 ? keys.get(0) : null;
    }

    /** Its body is here; the permit is held until its answer is sent, which the service's end waits for. */
    private void change(Route route, Request request, Response response, Callback callback, ApiRequest admitted) {
        Semaphore permit;
        try {
            permit = door(admitted.tls()).permits().enter(isKill(route));
        } catch (Refusal busy) {
            Headers.send(response, busy.answer(), true, callback);
            return;
        }
        Callback sent = new Callback.Nested(callback) {
            @Override
            public void completed() {
                permit.release();
            }
        };
        try {
            respond(request, response, sent, () -> route.serve().apply(admitted));
        } catch (Throwable fault) {
            sent.failed(fault);
            throw fault;
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
        Gatekeeper gate = door(request.tls()).gate();
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
