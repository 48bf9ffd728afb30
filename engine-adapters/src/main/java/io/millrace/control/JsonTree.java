package io.millrace.control;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what a daemon wrote about itself. Objects are maps, arrays lists, numbers their text. Immutable. */
public final class JsonTree {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final Map<String, Object> fields;

    private JsonTree(Map<String, Object> fields) {
        this.fields = fields;
    }

    /** @throws IOException if the text is not one JSON object */
    public static JsonTree of(String text) throws IOException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() == JsonToken.START_OBJECT
                    && value(parser) instanceof JsonTree tree
                    && parser.nextToken() == null) {
                return tree;
            }
            throw new IOException("expected a JSON object, found: " + text);
        }
    }

    /** Whether a text is one. */
    public static boolean isObject(String text) {
        try {
            return of(text) != null;
        } catch (IOException e) {
            return false;
        }
    }

    /** The text of a value; empty when there is none. */
    public String text(String name) {
        Object value = fields.get(name);
        return value == null ? "" : value.toString();
    }

    public boolean has(String name) {
        return fields.containsKey(name);
    }

    public long whole(String name) {
        return (long) number(name);
    }

    /** NaN when there is none. */
    public double number(String name) {
        String text = text(name);
        return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
    }

    public boolean isTrue(String name) {
        return text(name).equals("true");
    }

    /** The objects of an array; none when there is no array. */
    public List<JsonTree> objects(String name) {
        List<JsonTree> objects = new ArrayList<>();
        if (fields.get(name) instanceof List<?> list) {
            for (Object each : list) {
                if (each instanceof JsonTree tree) {
                    objects.add(tree);
                }
            }
        }
        return objects;
    }

    /** The objects that have plain values only, wherever they stand, in their order; empty ones are left out. */
    public List<JsonTree> rows() {
        List<JsonTree> rows = new ArrayList<>();
        addRows(this, rows);
        return rows;
    }

    private static void addRows(Object value, List<JsonTree> rows) {
        if (value instanceof List<?> list) {
            list.forEach(each -> addRows(each, rows));
        } else if (value instanceof JsonTree tree) {
            if (tree.isPlain()) {
                rows.add(tree);
            } else {
                tree.fields.values().forEach(each -> addRows(each, rows));
            }
        }
    }

    private boolean isPlain() {
        return !fields.isEmpty()
                && fields.values().stream().noneMatch(each -> each instanceof List<?> || each instanceof JsonTree);
    }

    /** The values of an array as text. */
    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        if (fields.get(name) instanceof List<?> list) {
            list.forEach(each -> texts.add(String.valueOf(each)));
        }
        return texts;
    }

    private static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> fields = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    fields.put(name, value(parser));
                }
                yield new JsonTree(fields);
            }
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser));
                }
                yield list;
            }
            case VALUE_NULL -> null;
            default -> parser.getText();
        };
    }
}
