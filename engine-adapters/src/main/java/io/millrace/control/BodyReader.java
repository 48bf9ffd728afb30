package io.millrace.control;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the small JSON objects that requests carry. */
final class BodyReader {
    private static final JsonFactory FACTORY = new JsonFactory();

    /** What requests may say; which of it counts is their route's to know. */
    private static final Set<String> KNOWN = Set.of("confirm", "actor", "key", "value", "name", "code");

    private BodyReader() {}

    /** True when the object has this field and it is true. */
    static boolean flag(String body, String name) {
        return "true".equals(find(body, name, JsonToken.VALUE_TRUE));
    }

    /** A field's text of letters, digits, dots and dashes; null when there is none. */
    static String text(String body, String name, int longest) {
        String value = find(body, name, JsonToken.VALUE_STRING);
        if (value != null && !value.matches("[A-Za-z0-9._-]{1," + longest + "}")) {
            throw new Refusal(
                    400, "Bad body", "\"" + name + "\" must have 1 to " + longest + " letters, digits, dots or dashes");
        }
        return value;
    }

    /**
     * Why there is no text in a field, as a sentence without an end: it is of another kind, or the body has another
     * field that may be meant.
     */
    static String missing(String body, String name) {
        List<String> others = new ArrayList<>();
        try (JsonParser parser = FACTORY.createParser(body)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                if (field.equals(name)) {
                    return name + " is " + parser.getText() + " without quotes";
                }
                if (!KNOWN.contains(field)) {
                    others.add(field);
                }
            }
        } catch (IOException e) {
            throw bad();
        }
        return name + " is missing"
                + (others.isEmpty() ? "" : "; \"" + String.join("\", \"", others) + "\" means nothing here");
    }

    /** A field's text, whatever is in it, for who looks at its form; empty when there is none. */
    static String line(String body, String name) {
        String value = find(body, name, JsonToken.VALUE_STRING);
        return value == null ? "" : value;
    }

    private static String find(String body, String name, JsonToken wanted) {
        try (JsonParser parser = FACTORY.createParser(body)) {
            String found = null;
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw bad();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                JsonToken value = parser.nextToken();
                if (value == JsonToken.START_OBJECT || value == JsonToken.START_ARRAY) {
                    throw bad();
                }
                if (field.equals(name) && value == wanted) {
                    found = parser.getText();
                }
            }
            if (parser.nextToken() != null) {
                throw bad();
            }
            return found;
        } catch (IOException e) {
            throw bad();
        }
    }

    private static Refusal bad() {
        return new Refusal(400, "Bad body", "expected one flat JSON object, such as {\"confirm\":true}");
    }
}
