package io.millrace.control;

import io.millrace.event.codec.CommandKind;
import io.millrace.report.Json;
import io.millrace.view.CommandEntry;
import io.millrace.view.View;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Commands. A request is known by its Idempotency-Key: the key's hash is journaled with the command, and the answer is
 * what the journal says of it, so that asking again, also after a restart, gives the same answer and no second command.
 * Thread safe.
 */
final class CommandRoutes {
    private static final long WAIT_NS = TimeUnit.SECONDS.toNanos(5);
    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_ACTOR = 12;

    private final View view;
    private final CommandDesk desk;
    /** Made in this process, also when the view begins again; not bounded, like the journal's own list. */
    private final Map<Long, Attempt> attempts = new ConcurrentHashMap<>();

    CommandRoutes(View view, CommandDesk desk) {
        this.view = view;
        this.desk = desk;
    }

    List<Route> routes() {
        return List.of(
                Route.post("/stop", Role.TRADE, "end the session in order", request -> give(CommandKind.STOP, request)),
                Route.post(
                        "/flatten",
                        Role.TRADE,
                        "close all positions at the market",
                        request -> give(CommandKind.FLATTEN, request)),
                Route.post(
                        "/reduce",
                        Role.TRADE,
                        "take open entries back and let only exits leave, until resumed",
                        request -> give(CommandKind.REDUCE, request)),
                Route.post(
                        "/halt",
                        Role.TRADE,
                        "like /reduce, and nothing but /resume lifts it",
                        request -> give(CommandKind.HALT, request)),
                Route.post("/kill", Role.READ, "set the kill switch; body {\"confirm\":true}", this::kill),
                Route.post(
                        "/resume",
                        Role.TRADE,
                        "release the kill switch and what paused",
                        request -> give(CommandKind.RESUME, request)),
                Route.post(
                        "/start",
                        Role.TRADE,
                        "the same as /resume: a process that answers has been started",
                        request -> give(CommandKind.RESUME, request)));
    }

    /** A command as the journal has it. */
    static void write(Json json, CommandEntry entry) {
        json.open('{').key("command").string(entry.kind()).key("actor").string(entry.actor());
        json.key("commandId").value(entry.commandId()).key("step").value(entry.step());
        json.key("time").string(LinesJson.time(entry.timeNs())).close('}');
    }

    private Answer kill(ApiRequest request) {
        if (!BodyReader.flag(request.body(), "confirm")) {
            throw new Refusal(400, "Not confirmed", "the kill switch needs the body {\"confirm\":true}");
        }
        return give(CommandKind.KILL, request);
    }

    private Answer give(CommandKind kind, ApiRequest request) {
        Json json = new Json(256);
        // A kill that is not confirmed never gets here.
        boolean confirmed = kind != CommandKind.KILL && BodyReader.flag(request.body(), "confirm");
        write(json, give(EngineCommand.of(kind, "").confirmed(confirmed), request, () -> null));
        return Answer.json(json);
    }

    /**
     * Gives a command once, and waits until the journal has it.
     *
     * @param refuse says why a command that is new is not given; null for nothing against it
     */
    CommandEntry give(EngineCommand wanted, ApiRequest request, Supplier<String> refuse) {
        CommandKind kind = wanted.kind();
        String actor = actor(request);
        long key = requestKey(request.key());
        // A kill given twice changes nothing, so it does not wait for the view.
        if (kind != CommandKind.KILL && !awaitWholeView()) {
            throw new Refusal(Answer.problem(503, "Not ready", "the journal is still being read: try again")
                    .with("Retry-After", "1"));
        }
        CommandEntry entry = view.command(key);
        if (entry == null) {
            attempt(key, Attempt.of(wanted), () -> {
                String refused = refuse.get();
                return refused != null ? refused : desk.give(wanted.from(actor, key));
            });
            entry = await(key);
        }
        if (entry == null) {
            throw new Refusal(
                    202, "Taken, not confirmed", "it is not seen in the journal so far: ask again with the same key");
        }
        if (!wanted.asksAs(entry)) {
            throw usedBefore(entry.kind(), kind.name());
        }
        return entry;
    }

    /**
     * Begins a job that leaves nothing in the journal, once for a key in this process.
     *
     * @param name of the job
     * @param job begins it; says why not, or null
     */
    void begin(String name, ApiRequest request, Supplier<String> job) {
        long key = requestKey(request.key());
        Attempt own = Attempt.of(name);
        CommandEntry known = view.command(key);
        if (known != null) {
            throw usedBefore(known.kind(), own.name());
        }
        attempt(key, own, job);
    }

    /** Returns when it was taken, now or from an earlier request; its twins have the answer of the first. */
    private void attempt(long key, Attempt own, Supplier<String> work) {
        Attempt first = attempts.putIfAbsent(key, own);
        if (first == null) {
            settle(key, own, work);
            own.requireTaken(0);
        } else if (first.asksAs(own)) {
            first.requireTaken(WAIT_NS);
        } else {
            throw usedBefore(first.name(), own.name());
        }
    }

    private void settle(long key, Attempt own, Supplier<String> work) {
        String refused = "the first request with this key failed";
        try {
            refused = work.get();
        } finally {
            // Free before anybody hears of it: who asks again after a refusal begins anew.
            if (refused != null) {
                attempts.remove(key);
            }
            own.outcome().complete(refused);
        }
    }

    private static Refusal usedBefore(String before, String now) {
        String what = before.equals(now) ? before + " with another body" : before;
        return new Refusal(422, "Key used before", "this Idempotency-Key was used for " + what + ": take a new one");
    }

    private boolean awaitWholeView() {
        long start = System.nanoTime();
        while (!view.journal().caughtUp()) {
            if (System.nanoTime() - start > WAIT_NS) {
                return false;
            }
            LockSupport.parkNanos(POLL_NS);
        }
        return true;
    }

    private CommandEntry await(long key) {
        long start = System.nanoTime();
        CommandEntry entry = view.command(key);
        while (entry == null && System.nanoTime() - start < WAIT_NS) {
            LockSupport.parkNanos(POLL_NS);
            entry = view.command(key);
        }
        return entry;
    }

    /** Who asks, by the name given or by the token. */
    static String actor(ApiRequest request) {
        String name = BodyReader.text(request.body(), "actor", LONGEST_ACTOR);
        return "api:" + (name == null ? request.role().name().toLowerCase(Locale.ROOT) : name);
    }

    static long requestKey(String key) {
        boolean usable = key != null
                && !key.isEmpty()
                && key.length() <= LONGEST_KEY
                && key.chars().allMatch(c -> c > ' ' && c < 0x7F);
        if (!usable) {
            throw new Refusal(
                    400,
                    "Idempotency-Key needed",
                    "a change needs a header Idempotency-Key of 1 to " + LONGEST_KEY
                            + " visible characters; the same key is never obeyed twice");
        }
        long hash = ByteBuffer.wrap(Tokens.digest(key)).getLong();
        return hash == 0 ? 1 : hash;
    }
}
