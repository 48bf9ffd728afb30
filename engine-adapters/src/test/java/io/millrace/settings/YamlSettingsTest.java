package io.millrace.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.config.ConfigException;
import io.millrace.config.Settings;
import org.junit.jupiter.api.Test;

class YamlSettingsTest {
    @Test
    void shouldNumberMapsAndJoinPlainValues() {
        Settings settings = YamlSettings.parse("""
                pipeline:
                  cpus: [2, 3]
                strategies:
                  - name: a
                    symbol:
                      - SPY
                      - QQQ
                  - name: b
                """, "x.yaml");
        assertEquals("2, 3", settings.get("pipeline.cpus").value());
        assertEquals("x.yaml:2", settings.get("pipeline.cpus").origin());
        assertEquals("SPY, QQQ", settings.get("strategies.0.symbol").value());
        assertEquals("b", settings.get("strategies.1.name").value());
        assertNull(settings.get("pipeline.cpus.0"));
    }

    @Test
    void shouldNameTheLineOfWhatIsSetTwice() {
        String message = assertThrows(
                        ConfigException.class, () -> YamlSettings.parse("a.b: [1]\na:\n  b: 2\n", "x.yaml"))
                .getMessage();
        assertTrue(message.contains("x.yaml:3: a.b is set twice, first at x.yaml:1"), message);
    }

    @Test
    void shouldRefuseTagsAndDeepNesting() {
        String tagged = assertThrows(ConfigException.class, () -> YamlSettings.parse("a: !!java.net.URL [x]", "x.yaml"))
                .getMessage();
        assertTrue(tagged.contains("x.yaml:1"), tagged);
        String deep = "a: " + "{a: ".repeat(20) + "1" + "}".repeat(20);
        String nested = assertThrows(ConfigException.class, () -> YamlSettings.parse(deep, "x.yaml"))
                .getMessage();
        assertTrue(nested.contains("nested deeper"), nested);
    }
}
