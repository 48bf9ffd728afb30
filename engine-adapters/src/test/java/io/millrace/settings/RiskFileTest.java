package io.millrace.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.config.Setting;
import io.millrace.config.Settings;
import io.millrace.config.SettingsReader;
import io.millrace.risk.RiskLimits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The file that explains the limits says what the engine does. */
class RiskFileTest {
    private static final Path FILE = Path.of("..", "config", "risk.yaml");

    @Test
    void shouldNameEveryLimitWithItsDefault() {
        Settings written = YamlSettings.read(FILE);
        SettingsReader reader = new SettingsReader(written);

        RiskLimits read = RiskLimits.read(reader, RiskLimits.research());
        reader.finish();

        assertEquals(RiskLimits.account(), read);
        Settings all = new Settings();
        RiskLimits.account().write(all, "default");
        assertEquals(keys(all), keys(written));
    }

    private static List<String> keys(Settings settings) {
        List<String> keys = new ArrayList<>();
        for (Setting setting : settings.all()) {
            keys.add(setting.key());
        }
        return keys;
    }
}
