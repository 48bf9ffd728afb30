package io.millrace.daemon;

import io.millrace.engine.Holdings;
import io.millrace.report.Json;
import io.millrace.view.RiskStanding;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** What the outside sees of a run: the file {@code health.json}, and the same text for the command {@code status}. */
final class Health {
    static final String FILE = "health.json";
    static final String STOPPED = "STOPPED";
    static final String HALTED = "HALTED";
    static final String COUNTDOWN = "COUNTDOWN";
    private static final String RUNNING = "RUNNING";

    private final PaperOptions options;
    private final RunState state;
    private final Holdings holdings;
    private final int epoch;
    private final Feeder feeder;
    private final Path file;
    private final Instant since = Instant.now();
    private String ending;
    private volatile String alert = "";
    private volatile LiveSession live;

    Health(PaperOptions options, RunState state, int epoch, Feeder feeder) {
        this.feeder = feeder;
        this.options = options;
        this.state = state;
        this.holdings = Holdings.of(options.config());
        this.epoch = epoch;
        this.file = options.dataDir().resolve(FILE);
    }

    /** Speaks of this one's countdown, too; before the first beat. */
    void attend(LiveSession session) {
        live = session;
    }

    /** True while a live session counts down. Any thread. */
    boolean countsDown() {
        return live != null && live.isCounting();
    }

    boolean dryRun() {
        return options.dryRun();
    }

    /** The live account as people may see it; empty in other modes. */
    String account() {
        return options.live() == null ? "" : LiveSession.masked(options.live().account());
    }

    /** A sentence that stays until another takes its place. */
    void alert(String text) {
        alert = text;
    }

    /** That sentence. Any thread. */
    String alertText() {
        return alert;
    }

    void beat() throws IOException {
        AtomicFile.write(file, text() + "\n");
    }

    /** The last heartbeat. */
    void ended(String newState, String message) throws IOException {
        ending = newState;
        alert = message;
        beat();
    }

    String text() {
        RunState.View view = state.view();
        Instant now = Instant.now();
        Json json = new Json();
        json.open('{').key("state").string(standing(view));
        json.key("mode")
                .string(options.config().mode().name().toLowerCase(Locale.ROOT))
                .key("dryRun")
                .value(options.dryRun());
        json.key("pid").value(ProcessHandle.current().pid());
        json.key("heartbeat").string(now.toString());
        json.key("uptime").value(Duration.between(since, now).toSeconds());
        json.key("session").value(epoch);
        json.key("step").value(view.steps());
        json.key("feedTime").string(view.steps() == 0 ? "" : instant(view.timeNs()));
        json.key("markedAt").string(view.markedNs() == 0 ? "" : instant(view.markedNs()));
        json.key("equity").fixed(view.equity());
        json.key("dailyPnl").fixed(view.equity() - view.dayOpen());
        json.key("drawdown").value(view.peak() == 0 ? 0 : 1 - (double) view.equity() / view.peak());
        json.key("orders").value(view.orders()).key("fills").value(view.fills());
        json.key("positions").open('[');
        for (int i = 0; i < view.positions().length; i++) {
            json.open('{').key("strategy").value(holdings.strategy(i));
            json.key("symbol").string(holdings.symbol(i));
            json.key("quantity").fixed(view.positions()[i]).close('}');
        }
        json.close(']').key("openOrders").open('[');
        for (long order : view.openOrders()) {
            json.value(order);
        }
        json.close(']').key("kill").value(view.killed());
        json.key("killAtStart").value(view.killed() && KillSection.atStart(options.settings()));
        risk(json, view);
        json.key("dailyLoss")
                .string(view.dailyLoss() == null ? "" : view.dailyLoss().text());
        refusals(json, view);
        json.key("feeds");
        FeedText.write(json, feeder.figures());
        json.key("alert").string(alert);
        json.key("journal").string(options.journalDir().toString());
        return json.close('}').toString();
    }

    private String standing(RunState.View view) {
        if (ending != null) {
            return ending;
        }
        if (countsDown()) {
            return COUNTDOWN;
        }
        return view.risk().isActive() ? RUNNING : view.risk().trading();
    }

    private static void refusals(Json json, RunState.View view) {
        json.key("refused").open('[');
        for (Refusals.ByControl each : view.refusals()) {
            json.open('{').key("control").string(each.control().name());
            json.key("count").value(each.count());
            json.key("last").string(instant(each.lastNs())).close('}');
        }
        json.close(']');
    }

    private void risk(Json json, RunState.View view) {
        json.key("trading").string(view.risk().trading()).key("causes").open('[');
        view.risk().causes().forEach(json::string);
        json.close(']').key("paused").open('[');
        for (RiskStanding.Pause pause : view.risk().pausesAt(view.timeNs())) {
            json.open('{').key("strategy").value(pause.strategy());
            json.key("name")
                    .string(options.config().strategies().get(pause.strategy()).name());
            json.key("control").string(pause.control().name());
            if (pause.untilNs() != RiskStanding.FOR_GOOD) {
                json.key("until").string(instant(pause.untilNs()));
            }
            json.close('}');
        }
        json.close(']').key("failed").open('[');
        for (int strategy : view.risk().failed()) {
            json.open('{').key("strategy").value(strategy);
            json.key("name").string(options.config().strategies().get(strategy).name());
            json.key("acknowledged").value(view.risk().acknowledged().contains(strategy));
            json.close('}');
        }
        json.close(']');
    }

    /** An answer to a command as one object. */
    static String answer(ControlClient.Answer answer) {
        Json json = new Json();
        json.open('{').key("exitCode").value((long) answer.exitCode());
        return json.key("text").string(answer.text()).close('}').toString();
    }

    private static String instant(long timeNs) {
        return Instant.ofEpochSecond(Math.floorDiv(timeNs, 1_000_000_000L), Math.floorMod(timeNs, 1_000_000_000L))
                .toString();
    }
}
