package io.millrace.logs;

import io.millrace.inspect.DecodedField;
import io.millrace.report.Json;
import io.millrace.view.AccountFigures;
import io.millrace.view.DayFigures;
import io.millrace.view.EventEntry;
import java.time.Instant;

/** Lines of the streams. Everything from outside is escaped by the JSON writer; a value is text, exact to the digit. */
final class LogLines {
    private static final long NANOS = 1_000_000_000L;

    private LogLines() {}

    static String event(EventEntry entry) {
        Json json = begin(entry.step(), entry.index(), time(entry.timeNs()));
        json.key("type").string(entry.message().type());
        json.key("symbol").string(entry.symbol()).key("strategy").string(entry.strategy());
        json.key("fields").open('{');
        for (DecodedField field : entry.message().fields()) {
            if (field.value() != null) {
                json.key(field.name()).string(field.value());
            }
        }
        return json.close('}').close('}') + "\n";
    }

    /** That a control refuses orders, and how many since its last line. */
    static String refusals(EventEntry entry, long count) {
        Json json = begin(entry.step(), entry.index(), time(entry.timeNs()));
        json.key("type").string("Refusals").key("symbol").string(entry.symbol());
        json.key("strategy").string(entry.strategy());
        json.key("control")
                .string(entry.message().value("control"))
                .key("count")
                .value(count);
        json.key("limit").string(entry.message().value("limitValue"));
        return json.key("actual").string(entry.message().value("actual")).close('}') + "\n";
    }

    static String account(AccountFigures account, DayFigures day, int positions) {
        Json json = begin(account.step(), 0, time(account.timeNs()));
        json.key("type").string("Account").key("equity").fixed(account.equity());
        json.key("cash").fixed(account.cash()).key("drawdown").value(account.drawdown());
        json.key("dailyPnl").fixed(account.dailyPnl()).key("realised").fixed(account.realised());
        json.key("unrealised").fixed(account.unrealised()).key("fees").fixed(account.fees());
        json.key("trades").value(account.trades()).key("winRate").value(account.winRate());
        json.key("fillsOfDay").value(day.fills()).key("positions").value((long) positions);
        json.key("trading").string(account.standing().trading());
        return json.close('}') + "\n";
    }

    /** About the process: {@code step} is the newest one written about. */
    static String system(long step, long wallMs, String type, String text) {
        Json json = begin(step, 0, Instant.ofEpochMilli(wallMs).toString());
        return json.key("type").string(type).key("text").string(text).close('}') + "\n";
    }

    static String figures(long step, long wallMs) {
        Runtime java = Runtime.getRuntime();
        Json json = begin(step, 0, Instant.ofEpochMilli(wallMs).toString());
        json.key("type").string("Figures").key("heapUsed").value(java.totalMemory() - java.freeMemory());
        json.key("heapMax").value(java.maxMemory());
        json.key("threads").value((long) Thread.activeCount());
        return json.key("processors").value((long) java.availableProcessors()).close('}') + "\n";
    }

    private static Json begin(long step, long place, String time) {
        Json json = new Json(512);
        json.open('{').key("step").value(step).key("place").value(place);
        return json.key("time").string(time);
    }

    private static String time(long timeNs) {
        return Instant.ofEpochSecond(Math.floorDiv(timeNs, NANOS), Math.floorMod(timeNs, NANOS))
                .toString();
    }
}
