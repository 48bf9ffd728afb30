package io.millrace.control;

import io.millrace.inspect.DecodedField;
import io.millrace.report.Json;
import io.millrace.view.AccountFigures;
import io.millrace.view.EventEntry;

/** Events as server-sent text. Everything from outside is escaped by the JSON writer. */
final class EventText {
    private EventText() {}

    static String event(EventEntry entry) {
        Json json = new Json(512);
        write(json, entry);
        return "id: " + entry.id() + "\nevent: " + entry.message().type() + "\ndata: " + json + "\n\n";
    }

    static void write(Json json, EventEntry entry) {
        json.open('{').key("step").value(entry.step()).key("time").string(LinesJson.time(entry.timeNs()));
        json.key("type").string(entry.message().type());
        json.key("symbol").string(entry.symbol()).key("strategy").string(entry.strategy());
        json.key("fields").open('{');
        for (DecodedField field : entry.message().fields()) {
            if (field.value() != null) {
                // As text: an id of 64 bits is more than a browser's numbers hold.
                json.key(field.name()).string(field.value());
            }
        }
        json.close('}').close('}');
    }

    /** A state of the account; without an id, so that going on from it is going on from the event before. */
    static String account(AccountFigures account) {
        Json json = new Json(512);
        json.open('{');
        LinesJson.account(json, account);
        json.key("trading").string(account.standing().trading());
        json.key("kill").value(account.killed()).key("paused").strings(account.paused());
        return "event: account\ndata: " + json.close('}') + "\n\n";
    }

    /** What a client missed is gone: it has to ask for the whole anew. */
    static String reset() {
        return "event: reset\ndata: {}\n\n";
    }
}
