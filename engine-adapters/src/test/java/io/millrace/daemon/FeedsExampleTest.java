package io.millrace.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.config.Settings;
import io.millrace.settings.EffectiveConfig;
import io.millrace.settings.YamlSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The feed that {@code config/paper.yaml} shows as a comment. */
class FeedsExampleTest {
    private static final Path FILE = Path.of("..", "config", "paper.yaml");

    @Test
    void shouldLoadWhenItsSignsAreTakenOff() throws IOException {
        assertFalse(FeedConfig.isGiven(YamlSettings.read(FILE)));
        String file = Files.readString(FILE);
        int begin = file.indexOf("#feeds:");
        int end = file.indexOf("\n\n", begin);
        String block = file.substring(begin, end).replaceAll("(?m)^#", "");
        Settings settings = YamlSettings.parse(file.substring(0, begin) + block + file.substring(end), "paper.yaml");
        assertTrue(FeedConfig.isGiven(settings));

        EffectiveConfig effective = EffectiveConfig.of(settings);
        FeedConfig feed = FeedConfig.of(effective.settings(), effective.engine(), false);

        assertEquals(List.of("BTCUSDT"), feed.symbols());
        assertEquals(List.of(0), feed.instruments());
        assertEquals(List.of("trade"), feed.streams());
        assertEquals("stream.binance.com", feed.link().uri().getHost());
        // What it shows are the defaults: without them it is the same.
        Settings least = new Settings();
        settings.all().stream()
                .filter(setting -> !setting.key().startsWith("feeds.")
                        || setting.key().endsWith(".url")
                        || setting.key().endsWith(".symbols"))
                .forEach(setting -> least.put(setting.key(), setting.value(), setting.origin()));
        assertEquals(feed, FeedConfig.of(EffectiveConfig.of(least).settings(), effective.engine(), false));
    }
}
