package io.millrace.daemon;

import io.millrace.control.CommandDesk;
import io.millrace.control.EngineCommand;
import io.millrace.event.codec.CommandKind;
import io.millrace.journal.JournalWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * What a daemon looks after beside its engine, a few times in a tenth of a second: the KILL file, command files, disk
 * space, the heartbeat. Commands go in through the door and are answered when the journal holds them. Main thread;
 * {@link #give} may be called by any.
 *
 * <p>Low disk space sets the kill switch: it blocks new risk and cancels what is open, and it stays until someone who
 * has made room says resume.
 */
final class Attendance implements CommandDesk {
    private static final long BEAT_NS = 1_000_000_000L;
    private static final String ACTOR_DISK = "disk";
    private static final String WRITE_HEALTH = "write " + Health.FILE;
    private static final String NOT_TAKEN = "the engine takes no command: the session has ended, or its inlet is full";
    private static final String COUNTING =
            "live trading has not begun: the countdown takes stop only, and kill and halt, which end it too";
    private static final String LOOK_AT_DISK = "look at the free disk space";
    private static final String READ_COMMANDS = "read commands";

    private final ControlFiles control;
    private final EngineDoor door;
    private final RunState state;
    private final JournalWriter journal;
    private final Feeder feeder;
    private final Health health;
    private final DiskWatch disk;
    private final Consumer<String> say;
    private final Troubles troubles;
    private final List<Pending> pending = new ArrayList<>();
    private volatile LiveSession live;
    private IntFunction<String> thrown = sleeve -> "";
    private boolean killedByFile;
    private boolean killedByConfiguration;
    private boolean killedByDisk;
    private long lastBeatNs;
    private boolean beaten;
    private boolean saidEnd;
    private boolean warned;
    private int saidFailed;

    /** A kill or halt waits for the engine. */
    private boolean latched;

    private record Pending(String name, long commandId, String text) {}

    Attendance(
            ControlFiles control,
            EngineDoor door,
            RunState state,
            JournalWriter journal,
            Feeder feeder,
            Health health,
            DiskWatch disk,
            Consumer<String> say) {
        this.control = control;
        this.door = door;
        this.state = state;
        this.journal = journal;
        this.feeder = feeder;
        this.health = health;
        this.disk = disk;
        this.say = say;
        this.troubles = new Troubles(say);
    }

    /**
     * Sets the kill switch, whatever the state says: that is behind the engine, and a second kill changes nothing.
     *
     * @return false when the engine did not take it: ask again
     */
    synchronized boolean kill(String actor) {
        if (door.command(CommandKind.KILL, actor) == 0) {
            return false;
        }
        latched = true;
        say.accept("kill switch set by " + actor + ": open orders are cancelled, new ones refused until resume");
        return true;
    }

    /** Looks after this one too; before the first round. */
    void attend(LiveSession session) {
        live = session;
        health.attend(session);
    }

    /**
     * Has the sentence about a failed strategy end with what it threw; before the first round.
     *
     * @param thrownIn what the strategy of a sleeve threw; empty when that is not known
     */
    void explain(IntFunction<String> thrownIn) {
        thrown = thrownIn;
    }

    /** A sentence for the health file, the figures and the dashboard, until another takes its place. */
    void alert(String text) {
        health.alert(text);
    }

    /** What goes on while a live session counts down: commands wait for the engine. */
    void countdownRound() {
        checkKillFile();
        if (killedByFile) {
            live.stop("the file KILL");
        }
        takeCommands();
        beat();
    }

    /**
     * The countdown was ended: nobody gets in any more. Again while the engine takes what is in, until it has ended.
     *
     * @return whether a kill or halt is in, which the engine must journal
     */
    synchronized boolean leave() {
        if (latched) {
            door.close();
        } else {
            door.abandon();
        }
        return latched;
    }

    /** Blocks before the first row. */
    void halt(String actor) {
        door.command(CommandKind.HALT, actor);
    }

    /** The file KILL was there at the start: blocks before the first row. */
    void killAtStart() {
        killedByFile = kill(ControlFiles.ACTOR_FILE);
    }

    /** The configuration says so: blocks before the first row, and nobody resumes. */
    void killByConfiguration() {
        killedByConfiguration = kill(KillSection.ACTOR);
    }

    /** Looks for the KILL file; obeys it once, and once more after each resume. */
    private synchronized void checkKillFile() {
        killedByFile = control.killFileExists() && (killedByFile || kill(ControlFiles.ACTOR_FILE));
    }

    /** Does everything that is due; nothing that fails here ends the run. */
    void round() {
        checkKillFile();
        checkSpace();
        takeCommands();
        answer();
        if (feeder.atEnd() && !saidEnd) {
            saidEnd = true;
            say.accept("all rows of the data are in");
        }
        beat();
    }

    private void beat() {
        long now = System.nanoTime();
        if (!beaten || now - lastBeatNs >= BEAT_NS) {
            beaten = true;
            lastBeatNs = now;
            troubles.attempt(LOOK_AT_DISK, disk::look);
            troubles.attempt(WRITE_HEALTH, health::beat);
            sayFailed();
        }
    }

    /** Each once in a run: the journal has the alert, and only the process knows what was thrown. */
    private void sayFailed() {
        List<Integer> failed = state.failed();
        while (saidFailed < failed.size()) {
            int sleeve = failed.get(saidFailed++);
            say.accept(state.strategy(sleeve) + " in sleeve " + sleeve
                    + " threw something and is " + StatusTable.OUT_OF_SERVICE + "; its orders and positions stay"
                    + why(sleeve));
        }
    }

    /** This thread obeys the KILL file: a sentence for people must not end it. */
    private String why(int sleeve) {
        try {
            String what = thrown.apply(sleeve);
            return what.isEmpty() ? "" : ": " + what;
        } catch (RuntimeException e) {
            return "; what it threw cannot be said: " + e;
        }
    }

    /** Answers everybody: nothing more will be journaled. */
    void finish() {
        answer();
        sayFailed();
        for (Pending request : pending) {
            reply(request.name(), ExitCodes.REFUSED, "the run ended before this command was journaled");
        }
        pending.clear();
        troubles.attempt(READ_COMMANDS, () -> {
            for (ControlFiles.Request request : control.take()) {
                reply(request.name(), ExitCodes.REFUSED, "the run has ended");
            }
        });
    }

    /** The last heartbeat. */
    void ended(String state, String message) {
        troubles.attempt(WRITE_HEALTH, () -> health.ended(state, message));
    }

    private void takeCommands() {
        troubles.attempt(READ_COMMANDS, () -> control.take().forEach(this::handle));
    }

    private void reply(String name, int exitCode, String text) {
        troubles.attempt("answer commands", () -> control.answer(name, exitCode, text));
    }

    private synchronized void checkSpace() {
        if (journal.spaceLow()) {
            health.alert("disk space is low: no new risk. Free some space, then give the command resume.");
            killedByDisk = killedByDisk || kill(ACTOR_DISK);
            return;
        }
        killedByDisk = false;
        if (journal.spaceWarning() && !warned) {
            warned = true;
            health.alert("disk space is getting low: below twice the level at which trading stops");
            say.accept("disk space is getting low: below twice the level at which trading stops");
        }
    }

    private void handle(ControlFiles.Request request) {
        if (isCounting() && !request.command().equals("status")) {
            handleInCountdown(request);
            return;
        }
        switch (request.command()) {
            case "status" -> reply(request.name(), ExitCodes.DONE, health.text());
            case "kill" -> give(request, CommandKind.KILL);
            case "reduce" -> give(request, CommandKind.REDUCE);
            case "halt" -> give(request, CommandKind.HALT);
            case "flatten" -> give(request, CommandKind.FLATTEN);
            case "stop" -> {
                give(request, CommandKind.STOP);
                feeder.stop();
            }
            case "resume" -> resume(request);
            default ->
                reply(
                        request.name(),
                        ExitCodes.USAGE,
                        "no command \"" + request.command()
                                + "\"; there are status, kill, reduce, halt, resume, flatten and stop");
        }
    }

    private boolean isCounting() {
        return live != null && live.isCounting();
    }

    private void handleInCountdown(ControlFiles.Request request) {
        switch (request.command()) {
            case "kill" -> latch(request, CommandKind.KILL);
            case "halt" -> latch(request, CommandKind.HALT);
            case "stop" -> reply(request.name(), ExitCodes.DONE, stopCountdown(request.actor()));
            default -> reply(request.name(), ExitCodes.REFUSED, COUNTING);
        }
    }

    private synchronized void latch(ControlFiles.Request request, CommandKind kind) {
        latched |= give(request, kind);
        live.stop(request.actor() + " with the command " + request.command());
    }

    private String stopCountdown(String actor) {
        live.stop(actor + " with the command stop");
        // Should trading begin at this very moment, it ends again.
        feeder.stop();
        return "the countdown to live trading is stopped: nothing was sent, and the run ends";
    }

    private synchronized String giveInCountdown(EngineCommand command) {
        if (command.kind() == CommandKind.STOP) {
            return stopCountdown(command.actor());
        }
        if (command.kind() != CommandKind.KILL && command.kind() != CommandKind.HALT) {
            return COUNTING;
        }
        if (door.command(command) == 0) {
            return NOT_TAKEN;
        }
        latched = true;
        live.stop(command.actor() + " with the command " + command.kind().name().toLowerCase(Locale.ROOT));
        return null;
    }

    private void resume(ControlFiles.Request request) {
        String refused = prepareResume();
        if (refused != null) {
            reply(request.name(), ExitCodes.REFUSED, refused);
        } else {
            give(request, CommandKind.RESUME);
        }
    }

    /** Forgets what killed, unless it is still there: then a sentence that says so. */
    private synchronized String prepareResume() {
        if (live != null && live.isHalted()) {
            return "live trading is not armed, so there is no resuming: " + live.whyHalted();
        }
        if (control.killFileExists()) {
            return "the file KILL is still there: remove it, then resume";
        }
        if (killedByConfiguration) {
            return KillSection.AT_START + " is true in the configuration: take it out, stop and start, then resume";
        }
        if (journal.spaceLow()) {
            return "disk space is low: free some, then resume";
        }
        health.alert("");
        // A KILL file that comes right behind this resume is a new one.
        killedByFile = false;
        killedByDisk = false;
        return null;
    }

    /** A command from the service. Any thread. */
    @Override
    public String give(EngineCommand command) {
        CommandKind kind = command.kind();
        if (isCounting()) {
            return giveInCountdown(command);
        }
        String refused = kind == CommandKind.RESUME ? prepareResume() : null;
        if (refused != null) {
            return refused;
        }
        if (door.command(command) == 0) {
            return NOT_TAKEN;
        }
        say.accept(command.text() + " by " + command.actor());
        if (kind == CommandKind.STOP) {
            feeder.stop();
        }
        return null;
    }

    private boolean give(ControlFiles.Request request, CommandKind kind) {
        long id = door.command(kind, request.actor());
        if (id == 0) {
            reply(request.name(), ExitCodes.REFUSED, NOT_TAKEN);
            return false;
        }
        String done = kind.name().toLowerCase(Locale.ROOT) + " by " + request.actor() + " is journaled";
        say.accept(request.command() + " by " + request.actor());
        pending.add(new Pending(request.name(), id, done));
        return true;
    }

    private void answer() {
        long journaled = state.lastCommandId();
        while (!pending.isEmpty() && pending.get(0).commandId() <= journaled) {
            Pending done = pending.remove(0);
            reply(done.name(), ExitCodes.DONE, done.text());
        }
    }
}
