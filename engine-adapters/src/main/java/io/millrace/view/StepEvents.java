package io.millrace.view;

import io.millrace.engine.EngineConfig;
import io.millrace.event.MessageCursor;
import io.millrace.event.Step;
import io.millrace.event.StepLayout;
import io.millrace.event.codec.BarFrameDecoder;
import io.millrace.event.codec.CommandDecoder;
import io.millrace.event.codec.ExecutionReportDecoder;
import io.millrace.event.codec.IndicatorsDecoder;
import io.millrace.event.codec.MarkDecoder;
import io.millrace.event.codec.RiskAction;
import io.millrace.event.codec.RiskDecisionDecoder;
import io.millrace.event.codec.SessionDownDecoder;
import io.millrace.event.codec.SessionUpDecoder;
import io.millrace.event.codec.StateHashDecoder;
import io.millrace.inspect.DecodedMessage;
import io.millrace.inspect.NumberNames;
import io.millrace.inspect.StepInspector;
import io.millrace.order.OrderIds;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.agrona.DirectBuffer;

/**
 * What happened in a step, in words: commands, reports, sessions and what the engine decided. Left out are market data,
 * frames, marks and the plain passes of risk controls. One thread at a time.
 */
public final class StepEvents {
    private static final Set<String> PLAIN = Set.of("Mark", "StateHash", "BarFrame", "Indicators");
    private static final Set<String> INPUTS = Set.of("Command", "ExecutionReport", "SessionUp", "SessionDown");

    private final Names names;
    private final NumberNames numbers;
    private final StepInspector inspector = new StepInspector();
    private final MessageCursor cursor = new MessageCursor();
    private final RiskDecisionDecoder decision = new RiskDecisionDecoder();

    public StepEvents(EngineConfig config) {
        this.names = new Names(config);
        this.numbers = new NumberNames(config);
    }

    /** How many events a step has; cheap. */
    public int count(Step step) {
        int found = switch (step.inputTemplate()) {
            case CommandDecoder.TEMPLATE_ID,
                    ExecutionReportDecoder.TEMPLATE_ID,
                    SessionUpDecoder.TEMPLATE_ID,
                    SessionDownDecoder.TEMPLATE_ID -> 1;
            default -> 0;
        };
        cursor.wrap(step.buffer(), step.inputEnd(), step.length());
        while (cursor.next()) {
            found += isInteresting(step) ? 1 : 0;
        }
        return found;
    }

    /** The events of a step, in their order. */
    public List<EventEntry> of(DirectBuffer buffer, int offset, int length) {
        List<EventEntry> entries = new ArrayList<>();
        long step = StepLayout.sequence(buffer, offset);
        long timeNs = StepLayout.engineTimeNs(buffer, offset);
        List<DecodedMessage> messages = inspector.decode(buffer, offset, length);
        for (int i = 0; i < messages.size(); i++) {
            DecodedMessage message = messages.get(i);
            if (isShown(message)) {
                entries.add(new EventEntry(
                        step,
                        i,
                        timeNs,
                        names.symbol(number(message.value("instrument"))),
                        strategy(message),
                        numbers.in(message)));
            }
        }
        return entries;
    }

    /** A report names its strategy by the order's number only. */
    private String strategy(DecodedMessage message) {
        long orderId = number(message.value("orderId"));
        boolean report = message.type().equals("ExecutionReport") && OrderIds.isValid(orderId);
        return names.strategy(report ? OrderIds.strategy(orderId) : (int) number(message.value("strategy")));
    }

    private static boolean isShown(DecodedMessage message) {
        return switch (message.section()) {
            case "input" -> INPUTS.contains(message.type());
            default ->
                !PLAIN.contains(message.type())
                        && !(message.type().equals("RiskDecision")
                                && "PASS".equals(message.value("action"))
                                && number(message.value("orderId")) > 0);
        };
    }

    private static long number(String text) {
        try {
            return text == null ? -1 : Long.parseLong(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private boolean isInteresting(Step step) {
        return switch (cursor.templateId()) {
            case MarkDecoder.TEMPLATE_ID,
                    StateHashDecoder.TEMPLATE_ID,
                    BarFrameDecoder.TEMPLATE_ID,
                    IndicatorsDecoder.TEMPLATE_ID -> false;
            case RiskDecisionDecoder.TEMPLATE_ID -> {
                decision.wrap(
                        step.buffer(),
                        cursor.block(),
                        RiskDecisionDecoder.BLOCK_LENGTH,
                        RiskDecisionDecoder.SCHEMA_VERSION);
                yield decision.action() != RiskAction.PASS || decision.orderId() <= 0;
            }
            default -> true;
        };
    }
}
