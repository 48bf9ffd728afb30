package io.millrace.daemon;

import io.millrace.event.codec.CommandKind;
import io.millrace.journal.JournalWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * What a daemon looks after beside its engine, a few times in a tenth of a second: the KILL file, command files, disk
 * space, the heartbeat. Commands go in through the door and are answered when the journal holds them. Main thread.
 *
 * <p>Low disk space sets the kill switch: it blocks new risk and cancels what is open, and it stays until someone who has
 * made room says resume.
 */
final class Attendance {
    private static final long BEAT_NS = 1_000_000_000L;
    private static final String ACTOR_DISK = "disk";

    private final ControlFiles control;
    private final EngineDoor door;
    private final RunState state;
    private final JournalWriter journal;
    private final TapeFeeder feeder;
    private final Health health;
    private final Consumer<String> say;
    private final List<Pending> pending = new ArrayList<>();
    private long killId;
    private long lastBeatNs;
    private boolean beaten;
    private boolean saidEnd;
    private boolean warned;

    private record Pending(String name, long commandId, String text) {}

    Attendance(
            ControlFiles control,
            EngineDoor door,
            RunState state,
            JournalWriter journal,
            TapeFeeder feeder,
            Health health,
            Consumer<String> say) {
        this.control = control;
        this.door = door;
        this.state = state;
        this.journal = journal;
        this.feeder = feeder;
        this.health = health;
        this.say = say;
    }

    /** Sets the kill switch, unless it is set or about to be. */
    void kill(String actor) {
        boolean underWay = killId > state.lastCommandId();
        if (state.killed() || underWay) {
            return;
        }
        killId = door.command(CommandKind.KILL, actor);
        if (killId != 0) {
            say.accept("kill switch set by " + actor + ": open orders are cancelled, new ones refused until resume");
        }
    }

    void round() throws IOException {
        if (control.killFileExists()) {
            kill(ControlFiles.ACTOR_FILE);
        }
        checkSpace();
        for (ControlFiles.Request request : control.take()) {
            handle(request);
        }
        answer();
        if (feeder.atEnd() && !saidEnd) {
            saidEnd = true;
            say.accept("all rows of the data are in");
        }
        long now = System.nanoTime();
        if (!beaten || now - lastBeatNs >= BEAT_NS) {
            beaten = true;
            lastBeatNs = now;
            health.beat();
        }
    }

    /** Answers everybody: nothing more will be journaled. */
    void finish() throws IOException {
        answer();
        for (Pending request : pending) {
            control.answer(request.name(), ExitCodes.REFUSED, "the run ended before this command was journaled");
        }
        pending.clear();
        for (ControlFiles.Request request : control.take()) {
            control.answer(request.name(), ExitCodes.REFUSED, "the run has ended");
        }
    }

    private void checkSpace() {
        if (journal.spaceLow()) {
            health.alert("disk space is low: no new risk. Free some space, then give the command resume.");
            kill(ACTOR_DISK);
        } else if (journal.spaceWarning() && !warned) {
            warned = true;
            health.alert("disk space is getting low: below twice the level at which trading stops");
            say.accept("disk space is getting low: below twice the level at which trading stops");
        }
    }

    private void handle(ControlFiles.Request request) throws IOException {
        switch (request.command()) {
            case "status" -> control.answer(request.name(), ExitCodes.DONE, health.text());
            case "kill" -> give(request, CommandKind.KILL);
            case "flatten" -> give(request, CommandKind.FLATTEN);
            case "stop" -> {
                give(request, CommandKind.STOP);
                feeder.stop();
            }
            case "resume" -> resume(request);
            default ->
                control.answer(
                        request.name(),
                        ExitCodes.USAGE,
                        "no command \"" + request.command()
                                + "\"; there are status, kill, resume, flatten and stop");
        }
    }

    private void resume(ControlFiles.Request request) throws IOException {
        if (control.killFileExists()) {
            control.answer(
                    request.name(), ExitCodes.REFUSED, "the file KILL is still there: remove it, then resume");
        } else if (journal.spaceLow()) {
            control.answer(
                    request.name(), ExitCodes.REFUSED, "disk space is low: free some, then resume");
        } else {
            health.alert("");
            give(request, CommandKind.RESUME);
        }
    }

    private void give(ControlFiles.Request request, CommandKind kind) throws IOException {
        long id = door.command(kind, request.actor());
        if (id == 0) {
            control.answer(request.name(), ExitCodes.REFUSED, "the session has ended: the engine takes no command");
            return;
        }
        if (kind == CommandKind.KILL) {
            killId = id;
        }
        String done = kind.name().toLowerCase(Locale.ROOT) + " by " + request.actor() + " is journaled";
        say.accept(request.command() + " by " + request.actor());
        pending.add(new Pending(request.name(), id, done));
    }

    private void answer() throws IOException {
        long journaled = state.lastCommandId();
        while (!pending.isEmpty() && pending.get(0).commandId() <= journaled) {
            Pending done = pending.remove(0);
            control.answer(done.name(), ExitCodes.DONE, done.text());
        }
    }
}
