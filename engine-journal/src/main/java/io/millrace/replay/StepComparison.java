package io.millrace.replay;

import io.millrace.event.Step;
import io.millrace.event.StepLayout;
import io.millrace.inspect.DecodedField;
import io.millrace.inspect.DecodedMessage;
import io.millrace.inspect.StepInspector;
import java.util.List;
import java.util.Objects;
import org.agrona.DirectBuffer;

/** Finds the first field in which two steps differ, and says it in words. */
public final class StepComparison {
    private static final String NOTHING = "nothing";

    private final StepInspector inspector = new StepInspector();

    /**
     * The first difference of two steps that are not the same bytes.
     *
     * @param recorded a whole step from offset 0
     */
    public FirstDifference explain(final DirectBuffer recorded, final int recordedLength, final Step recomputed) {
        final long step = StepLayout.sequence(recorded, 0);
        if (step != recomputed.sequence()) {
            return new FirstDifference(
                    step, "decode", "StepHeader.sequence", Long.toString(step), Long.toString(recomputed.sequence()));
        }
        final long time = StepLayout.engineTimeNs(recorded, 0);
        if (time != recomputed.engineTimeNs()) {
            return new FirstDifference(
                    step,
                    "decode",
                    "StepHeader.engineTime",
                    Long.toString(time),
                    Long.toString(recomputed.engineTimeNs()));
        }
        return messages(
                step,
                inspector.decode(recorded, 0, recordedLength),
                inspector.decode(recomputed.buffer(), 0, recomputed.length()));
    }

    private static FirstDifference messages(
            final long step, final List<DecodedMessage> recorded, final List<DecodedMessage> recomputed) {
        final int common = Math.min(recorded.size(), recomputed.size());
        for (int i = 0; i < common; i++) {
            final FirstDifference difference = message(step, recorded.get(i), recomputed.get(i));
            if (difference != null) {
                return difference;
            }
        }
        if (recorded.size() > common) {
            final DecodedMessage more = recorded.get(common);
            return new FirstDifference(step, stage(more), more.type(), describe(more), NOTHING);
        }
        if (recomputed.size() > common) {
            final DecodedMessage more = recomputed.get(common);
            return new FirstDifference(step, stage(more), more.type(), NOTHING, describe(more));
        }
        return new FirstDifference(step, "decode", "bytes", "other bytes of the same meaning", "other bytes");
    }

    private static FirstDifference message(
            final long step, final DecodedMessage recorded, final DecodedMessage recomputed) {
        if (!recorded.section().equals(recomputed.section()) || !recorded.type().equals(recomputed.type())) {
            return new FirstDifference(
                    step, stage(recorded), recorded.type(), describe(recorded), describe(recomputed));
        }
        final int common =
                Math.min(recorded.fields().size(), recomputed.fields().size());
        for (int i = 0; i < common; i++) {
            final DecodedField a = recorded.fields().get(i);
            final DecodedField b = recomputed.fields().get(i);
            if (!Objects.equals(a.value(), b.value())) {
                return new FirstDifference(
                        step, stage(recorded), recorded.type() + "." + a.name(), a.value(), b.value());
            }
        }
        if (recorded.fields().size() != recomputed.fields().size()) {
            return new FirstDifference(
                    step, stage(recorded), recorded.type(), describe(recorded), describe(recomputed));
        }
        return null;
    }

    private static String stage(final DecodedMessage message) {
        return switch (message.section()) {
            case "frame" -> "market";
            case "output" -> "decide";
            default -> "decode";
        };
    }

    private static String describe(final DecodedMessage message) {
        final StringBuilder text = new StringBuilder(message.type());
        for (final DecodedField field : message.fields()) {
            text.append(' ').append(field.name()).append('=').append(field.value());
        }
        return text.toString();
    }
}
