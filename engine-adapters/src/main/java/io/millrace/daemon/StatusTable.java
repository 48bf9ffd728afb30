package io.millrace.daemon;

import io.millrace.control.JsonTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a daemon says of itself as a table for people. */
final class StatusTable {
    /** What becomes of a strategy that threw: its failure is in the journal, and no command takes it back. */
    static final String OUT_OF_SERVICE = "out of service, also after a restart on this journal";

    private static final int MINUTE = 60;
    private static final int PERCENT = 100;
    private static final int MOST_LISTED = 20;

    private final JsonTree status;
    private final StringBuilder table = new StringBuilder();

    private StatusTable(JsonTree status) {
        this.status = status;
    }

    /**
     * The table.
     *
     * @param text the daemon's JSON
     */
    static String of(String text) throws IOException {
        return new StatusTable(JsonTree.of(text)).build();
    }

    private String build() {
        row("state", status.text("state"));
        row("mode", status.text("mode") + (status.isTrue("dryRun") ? ", dry run: nothing is sent" : ""));
        row(
                "uptime",
                uptime(status.whole("uptime")) + ", session " + status.text("session") + ", process "
                        + status.text("pid"));
        row(
                "journal",
                status.text("journal") + ", step " + count("step") + ", feed time "
                        + orNoneYet(status.text("feedTime")));
        String marked = status.text("markedAt");
        row("equity", money("equity") + (marked.isEmpty() ? ", not marked yet" : ", marked at " + marked));
        row("day P&L", String.format(Locale.ROOT, "%+,.2f since midnight UTC", status.number("dailyPnl")));
        row(
                "drawdown",
                String.format(Locale.ROOT, "%.2f %% below the highest equity", PERCENT * status.number("drawdown")));
        rows("positions", positions());
        row("orders", orders());
        rows("refused", refused());
        rows("feeds", feeds());
        List<String> causes = status.texts("causes");
        row("breakers", causes.isEmpty() ? "none" : status.text("trading") + " by " + String.join(", ", causes));
        if (!status.text("dailyLoss").isEmpty()) {
            row("daily loss", status.text("dailyLoss") + ", of the account at the day's begin");
        }
        rows("paused", paused());
        if (!status.objects("failed").isEmpty()) {
            rows("failed", failed());
        }
        row("kill", kill());
        if (!status.text("alert").isEmpty()) {
            row("alert", status.text("alert"));
        }
        return table.toString().stripTrailing();
    }

    private String kill() {
        if (!status.isTrue("kill")) {
            return "not set";
        }
        return status.isTrue("killAtStart") ? "SET " + KillSection.STAYS : "SET, until the command resume";
    }

    private String orders() {
        List<String> open = status.texts("openOrders");
        String ids = open.isEmpty()
                ? ""
                : " (" + String.join(", ", open.subList(0, Math.min(open.size(), MOST_LISTED)))
                        + (open.size() > MOST_LISTED ? " and more" : "") + ")";
        return open.size() + " working" + ids + ", " + count("orders") + " sent, " + count("fills") + " fills";
    }

    private List<String> refused() {
        List<String> lines = new ArrayList<>();
        for (JsonTree each : status.objects("refused")) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%,d by %s, last at %s",
                    each.whole("count"),
                    each.text("control"),
                    each.text("last")));
        }
        return lines;
    }

    private static String orNoneYet(String time) {
        return time.isEmpty() ? "none yet" : time;
    }

    private List<String> positions() {
        List<String> lines = new ArrayList<>();
        for (JsonTree position : status.objects("positions")) {
            if (position.number("quantity") != 0) {
                lines.add(position.text("quantity") + " " + position.text("symbol") + " in sleeve "
                        + position.text("strategy"));
            }
        }
        return lines;
    }

    private List<String> feeds() {
        List<String> lines = new ArrayList<>();
        for (JsonTree feed : status.objects("feeds")) {
            long leftOut = feed.whole("alreadyJournaled") + feed.whole("conflated") + feed.whole("unsent");
            lines.add(String.format(
                    Locale.ROOT,
                    "%s %s: %,d rows read, %,d journaled, %,d left out (%,d already journaled), %,d missing",
                    feed.text("name"),
                    feed.text("state"),
                    feed.whole("read"),
                    feed.whole("journaled"),
                    leftOut,
                    feed.whole("alreadyJournaled"),
                    feed.whole("missing")));
        }
        return lines;
    }

    private List<String> paused() {
        List<String> lines = new ArrayList<>();
        for (JsonTree pause : status.objects("paused")) {
            String until = pause.text("until");
            lines.add(pause.text("name") + " in sleeve " + pause.text("strategy") + " by " + pause.text("control")
                    + (until.isEmpty() ? "" : " until " + until));
        }
        return lines;
    }

    private List<String> failed() {
        List<String> lines = new ArrayList<>();
        for (JsonTree each : status.objects("failed")) {
            lines.add(each.text("name") + " in sleeve " + each.text("strategy") + " threw something and is "
                    + OUT_OF_SERVICE + "; its orders and positions stay"
                    + (each.isTrue("acknowledged") ? "; acknowledged" : ""));
        }
        return lines;
    }

    private String count(String name) {
        return String.format(Locale.ROOT, "%,d", status.whole(name));
    }

    private String money(String name) {
        return String.format(Locale.ROOT, "%,.2f", status.number(name));
    }

    private static String uptime(long seconds) {
        return String.format(
                Locale.ROOT, "%d:%02d:%02d", seconds / (MINUTE * MINUTE), seconds / MINUTE % MINUTE, seconds % MINUTE);
    }

    private void rows(String name, List<String> lines) {
        if (lines.isEmpty()) {
            row(name, "none");
        }
        for (int i = 0; i < lines.size(); i++) {
            row(i == 0 ? name : "", lines.get(i));
        }
    }

    private void row(String name, String value) {
        table.append(String.format(Locale.ROOT, "%-10s %s%n", name, value));
    }
}
