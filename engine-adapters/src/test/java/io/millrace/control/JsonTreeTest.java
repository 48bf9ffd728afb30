package io.millrace.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What commands find in an answer of the service. */
class JsonTreeTest {
    private static List<String> rows(String json, String name) throws IOException {
        return JsonTree.of(json).rows().stream().map(row -> row.text(name)).toList();
    }

    @Test
    void shouldFindTheRowsOfAnArrayInTheirOrder() throws IOException {
        assertEquals(List.of("b", "a"), rows("{\"limits\":[{\"key\":\"b\"},{\"key\":\"a\"}]}", "key"));
    }

    @Test
    void shouldFindRowsAtAnyDepth() throws IOException {
        String answer = "{\"command\":{\"step\":7},\"page\":{\"lines\":[[{\"step\":8}],{\"step\":9}]},\"step\":1}";
        assertEquals(List.of("7", "8", "9"), rows(answer, "step"));
    }

    @Test
    void shouldTakeAnAnswerOfPlainValuesAsOneRow() throws IOException {
        assertEquals(List.of("no"), rows("{\"title\":\"x\",\"detail\":\"no\",\"more\":null}", "detail"));
    }

    @Test
    void shouldFindNoRowWhereThereIsNone() throws IOException {
        assertEquals(List.of(), rows("{}", "a"));
        assertEquals(List.of(), rows("{\"schedules\":[],\"page\":{}}", "a"));
    }

    @Test
    void shouldRefuseWhatIsNotOneObject() {
        for (String text : List.of("", "no", "[{}]", "{", "{\"a\":1", "{}{}", "{} x")) {
            assertThrows(IOException.class, () -> JsonTree.of(text), text);
        }
    }
}
