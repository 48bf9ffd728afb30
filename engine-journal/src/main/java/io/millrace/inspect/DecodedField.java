package io.millrace.inspect;

/**
 * One field of a message, in words.
 *
 * @param name as the schema calls it
 * @param value text for people and JSON alike: decimals plain, times ISO-8601 UTC, enums by name; null = absent
 * @param numeric true when the text is a number
 */
public record DecodedField(String name, String value, boolean numeric) {}
