package io.millrace.daemon;

import io.millrace.report.Json;
import io.millrace.view.FeedFigures;
import java.util.ArrayList;
import java.util.List;

/** What became of a feed's rows, for people and as JSON. */
final class FeedText {
    private FeedText() {}

    /** Sums that add up, for the end of a run. */
    static List<String> sums(FeedFigures feed) {
        List<String> lines = new ArrayList<>();
        lines.add("feed: " + feed.connections() + " connections, " + feed.useless() + " messages of no use, "
                + feed.missing() + " missing");
        lines.add("feed: " + feed.read() + " rows read = " + feed.journaled() + " journaled + "
                + feed.alreadyJournaled()
                + " trades already journaled + " + feed.conflated() + " quotes a newer one replaced + " + feed.unsent()
                + " unsent at the stop");
        lines.add("feed: " + feed.given() + " rows of this session = " + feed.journaled() + " of the feed + "
                + feed.own() + " ticks and feed states + " + feed.again() + " that an earlier session had read");
        return lines;
    }

    /** An array of objects. */
    static void write(Json json, List<FeedFigures> feeds) {
        json.open('[');
        for (FeedFigures feed : feeds) {
            json.open('{').key("name").string(feed.name()).key("state").string(feed.state());
            json.key("connections").value(feed.connections()).key("read").value(feed.read());
            json.key("journaled").value(feed.journaled());
            json.key("alreadyJournaled").value(feed.alreadyJournaled());
            json.key("conflated").value(feed.conflated()).key("unsent").value(feed.unsent());
            json.key("own").value(feed.own()).key("again").value(feed.again());
            json.key("missing")
                    .value(feed.missing())
                    .key("useless")
                    .value(feed.useless())
                    .close('}');
        }
        json.close(']');
    }
}
