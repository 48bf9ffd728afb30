package io.millrace.inspect;

/**
 * One field of a message, in words.
 *
 * @param name as the schema calls it
 * @param value text for people and JSON alike: decimals plain, times ISO-8601 UTC, enums by name; null = absent
 * @param kind what the value is; known also where it is absent
 */
public record DecodedField(String name, String value, FieldKind kind) {
    /** True when the text is a number. */
    public boolean numeric() {
        return kind.numeric();
    }
}
