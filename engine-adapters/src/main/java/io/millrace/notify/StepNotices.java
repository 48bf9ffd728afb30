package io.millrace.notify;

import io.millrace.engine.EngineConfig;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Step;
import io.millrace.follow.Work;
import io.millrace.inspect.DecodedField;
import io.millrace.inspect.DecodedMessage;
import io.millrace.view.EventEntry;
import io.millrace.view.StepEvents;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Finds in the journal's steps what people want to be told, and offers it to the targets. The follower's thread. */
final class StepNotices implements Work {
    private static final long NANOS = 1_000_000_000L;

    /** Changes with the fields that are saved. */
    private static final long LAYOUT = 0x4E4F5445_0001L;

    private final StepEvents reader;
    private final List<Webhook> hooks;
    private final Consumer<String> say;
    private boolean failing;

    StepNotices(EngineConfig engine, List<Webhook> hooks, Consumer<String> say) {
        this.reader = new StepEvents(engine);
        this.hooks = List.copyOf(hooks);
        this.say = say;
    }

    @Override
    public void begin() {
        // Each target knows what it was offered.
    }

    @Override
    public void reset() {
        // No step has to do with another.
    }

    @Override
    public boolean isKept() {
        return true;
    }

    /** Only when all that was offered is sent or given up. */
    @Override
    public boolean settle() {
        for (Webhook hook : hooks) {
            if (!hook.isIdle()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void writeState(StateSink sink) {
        sink.putLong(LAYOUT);
    }

    @Override
    public void readState(StateSource source) {
        source.expect("StepNotices.layout", LAYOUT);
    }

    @Override
    public void onStep(Step step) {
        if (isBehind(step.sequence()) || reader.count(step) == 0) {
            return;
        }
        for (EventEntry entry : reader.of(step.buffer(), 0, step.length())) {
            Notice notice = notice(entry);
            if (notice != null) {
                for (Webhook hook : hooks) {
                    hook.offer(notice, entry.step(), entry.index());
                }
            }
        }
    }

    @Override
    public void onPause() {
        failing = false;
    }

    @Override
    public void end() {
        // There is nothing to give back.
    }

    @Override
    public void onTrouble(String why) {
        if (!failing) {
            failing = true;
            say.accept("notify: the journal cannot be followed: " + why + "; trading goes on, it is tried again");
        }
    }

    private boolean isBehind(long step) {
        for (Webhook hook : hooks) {
            if (!hook.isBehind(step)) {
                return false;
            }
        }
        return true;
    }

    /** The notice of an event; null when nobody needs to hear of it. */
    private static Notice notice(EventEntry entry) {
        DecodedMessage message = entry.message();
        return switch (message.type()) {
            case "ExecutionReport" ->
                "FILL".equals(message.value("execType")) ? notice(NoticeEvent.FILL, entry, fill(entry)) : null;
            case "RiskDecision" -> isBreaker(message) ? notice(NoticeEvent.BREAKER, entry, breaker(entry)) : null;
            case "Alert" -> alert(entry, String.valueOf(message.value("code")));
            default -> null;
        };
    }

    private static Notice alert(EventEntry entry, String code) {
        return switch (code) {
            case "KILLED" -> notice(NoticeEvent.KILL, entry, "the kill switch is set; no order leaves until resume");
            case "HALTED" -> notice(NoticeEvent.HALTED, entry, "trading is halted until resume");
            case "FEED_DOWN" -> notice(NoticeEvent.DISCONNECT, entry, "the connection to a feed is lost");
            case "FEED_UP" -> notice(NoticeEvent.DISCONNECT, entry, "the connection to a feed is there again");
            case "STRATEGY_FAILED" ->
                notice(
                        NoticeEvent.TROUBLE,
                        entry,
                        entry.strategy() + " threw something and is out of service, also after a restart on"
                                + " this journal; its orders and positions stay as they are");
            case "STRATEGY_ACKNOWLEDGED" ->
                notice(
                        NoticeEvent.TROUBLE,
                        entry,
                        "acknowledged: " + entry.strategy() + " threw something and stays out of service");
            default -> null;
        };
    }

    private static boolean isBreaker(DecodedMessage message) {
        String orderId = message.value("orderId");
        boolean byItself = orderId == null || orderId.equals("0") || orderId.startsWith("-");
        return byItself && !"PASS".equals(message.value("action"));
    }

    private static String fill(EventEntry entry) {
        DecodedMessage message = entry.message();
        return entry.strategy() + ": " + message.value("side") + " " + message.value("lastQuantity") + " "
                + entry.symbol() + " at " + message.value("lastPrice") + ", fee " + message.value("fee");
    }

    private static String breaker(EventEntry entry) {
        DecodedMessage message = entry.message();
        String whom = entry.strategy().isEmpty() ? "the account" : entry.strategy();
        return message.value("control") + ": " + message.value("action") + " for " + whom + ", limit "
                + message.value("limitValue") + ", now " + message.value("actual");
    }

    private static Notice notice(NoticeEvent event, EventEntry entry, String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("symbol", entry.symbol());
        fields.put("strategy", entry.strategy());
        for (DecodedField field : entry.message().fields()) {
            if (field.value() != null) {
                fields.putIfAbsent(field.name(), field.value());
            }
        }
        String time = Instant.ofEpochSecond(Math.floorDiv(entry.timeNs(), NANOS), Math.floorMod(entry.timeNs(), NANOS))
                .toString();
        return new Notice(event, entry.id(), entry.step(), time, text, fields);
    }
}
