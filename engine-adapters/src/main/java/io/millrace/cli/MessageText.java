package io.millrace.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.cli.StepWalk.NamedMessage;
import io.millrace.inspect.DecodedField;
import java.io.IOException;
import java.time.Instant;
import java.util.Set;

/** One message as a line, for people and as JSON. */
final class MessageText {
    private static final long NANOS = 1_000_000_000L;
    /** Said once at the start of a line, by name, or equal for all. */
    private static final Set<String> LEFT_OUT = Set.of("instrument", "strategy", "source", "eventTime", "receiveTime");

    private MessageText() {}

    static String line(NamedMessage message) {
        StringBuilder text = new StringBuilder(time(message.timeNs()));
        text.append("  ")
                .append(message.step())
                .append("  ")
                .append(message.message().type());
        append(text, message.symbol());
        append(text, message.strategy());
        for (DecodedField field : message.message().fields()) {
            if (field.value() != null && !LEFT_OUT.contains(field.name())) {
                text.append("  ").append(field.name()).append('=').append(field.value());
            }
        }
        return text.toString();
    }

    static String object(NamedMessage message) {
        return JsonText.object(json -> {
            json.writeNumberField("step", message.step());
            json.writeStringField("time", time(message.timeNs()));
            json.writeStringField("type", message.message().type());
            json.writeStringField("section", message.message().section());
            if (message.symbol() != null) {
                json.writeStringField("symbol", message.symbol());
            }
            for (DecodedField field : message.message().fields()) {
                field(json, field, message.strategy());
            }
        });
    }

    static String time(long timeNs) {
        return Instant.ofEpochSecond(Math.floorDiv(timeNs, NANOS), Math.floorMod(timeNs, NANOS))
                .toString();
    }

    private static void field(JsonGenerator json, DecodedField field, String strategy) throws IOException {
        if (field.value() == null) {
            json.writeNullField(field.name());
        } else if (field.name().equals("strategy") && strategy != null) {
            json.writeStringField("strategy", strategy);
            json.writeFieldName("strategyId");
            json.writeNumber(field.value());
        } else if (field.numeric()
                && !field.value().startsWith("I")
                && !field.value().startsWith("-I")) {
            json.writeFieldName(field.name());
            json.writeNumber(field.value());
        } else {
            json.writeStringField(field.name(), field.value());
        }
    }

    private static void append(StringBuilder text, String name) {
        if (name != null) {
            text.append("  ").append(name);
        }
    }
}
