package io.millrace.inspect;

import java.util.List;

/**
 * One message of a step, in words.
 *
 * @param section {@code input}, {@code frame} or {@code output}
 * @param type the message's name in the schema
 * @param fields in the schema's order
 */
public record DecodedMessage(String section, String type, List<DecodedField> fields) {
    public DecodedMessage {
        fields = List.copyOf(fields);
    }

    /** The value of a field, or null when the message has no such field or it is absent. */
    public String value(final String field) {
        for (final DecodedField candidate : fields) {
            if (candidate.name().equals(field)) {
                return candidate.value();
            }
        }
        return null;
    }
}
