package io.millrace.control;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the flat objects of an answer of the service, wherever they stand in it, as rows of text. Any thread. */
public final class FlatRows {
    private static final JsonFactory FACTORY = new JsonFactory();

    private FlatRows() {}

    /**
     * The rows.
     *
     * @throws IllegalArgumentException if the text is no JSON
     */
    public static List<Map<String, String>> of(String text) {
        List<Map<String, String>> rows = new ArrayList<>();
        try (JsonParser parser = FACTORY.createParser(text)) {
            Map<String, String> row = new LinkedHashMap<>();
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.START_OBJECT) {
                    row = new LinkedHashMap<>();
                } else if (token == JsonToken.END_OBJECT && !row.isEmpty()) {
                    rows.add(row);
                    row = new LinkedHashMap<>();
                } else if (token.isScalarValue()) {
                    row.put(parser.currentName(), parser.getText());
                }
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("the engine's answer cannot be read: " + text, e);
        }
        return rows;
    }
}
