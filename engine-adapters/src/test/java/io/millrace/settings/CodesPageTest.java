package io.millrace.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.event.codec.AlertCode;
import io.millrace.event.codec.RiskControl;
import io.millrace.event.codec.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page with the names of controls and alerts has all of them, no other, and names keys that there are. */
class CodesPageTest {
    private static final Path CONFIG = Path.of("..", "config");
    private static final String NONE = "NULL_VAL";

    /** The cells of every row of the table whose first heading is this. */
    private static List<List<String>> rows(String heading) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        boolean inside = false;
        for (String line : Files.readAllLines(CONFIG.resolve("codes.md"))) {
            inside = line.startsWith("| " + heading + " |") || (inside && line.startsWith("|"));
            if (inside) {
                rows.add(Stream.of(line.substring(1).split("\\|"))
                        .map(String::strip)
                        .toList());
            }
        }
        assertTrue(rows.size() > 2, heading);
        return rows.subList(2, rows.size());
    }

    private static Set<String> names(Enum<?>[] values) {
        return Stream.of(values)
                .map(Enum::name)
                .filter(name -> !name.equals(NONE))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void same(Enum<?>[] values, List<List<String>> rows) {
        assertEquals(
                names(values),
                new TreeSet<>(rows.stream().map(row -> row.get(0)).toList()));
        assertEquals(
                rows.size(), rows.stream().map(row -> row.get(0)).distinct().count(), "each stands once");
        rows.forEach(row -> assertTrue(row.get(2).length() > 10, row + " says what it does"));
    }

    @Test
    void shouldExplainEveryControl() throws IOException {
        same(RiskControl.values(), rows("control"));
    }

    @Test
    void shouldExplainEveryAlertWithItsLevel() throws IOException {
        List<List<String>> rows = rows("alert");
        same(AlertCode.values(), rows);
        for (List<String> row : rows) {
            boolean unused = row.get(2).startsWith("not written");
            assertTrue(unused ? row.get(1).isEmpty() : names(Severity.values()).contains(row.get(1)), row::toString);
        }
    }

    @Test
    void shouldNameKeysThatThereAre() throws IOException {
        Set<String> keys = new TreeSet<>();
        YamlSettings.read(CONFIG.resolve("risk.yaml")).all().forEach(setting -> {
            keys.add(setting.key());
            // A map of several has a name too.
            keys.add(setting.key().substring(0, setting.key().lastIndexOf('.')));
        });
        for (List<String> row : rows("control")) {
            boolean words = row.get(1).isEmpty() || row.get(1).startsWith("(");
            for (String key : row.get(1).split(", ")) {
                assertTrue(words || keys.contains("risk." + key), key + " of " + row);
            }
        }
    }
}
