package io.millrace.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.millrace.config.Settings;
import io.millrace.plugin.JarBuilder;
import io.millrace.plugin.Plugins;
import io.millrace.replay.JournalHeader;
import io.millrace.settings.EffectiveConfig;
import io.millrace.snapshot.SnapshotFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An arming and a snapshot are for the code of a plug-in, not for the name of its jar. */
class PluginBindingTest {
    private static final Path TEMPLATE =
            Path.of("..", "config", "plugin-template", "src", "main", "java", "com", "example", "millrace");

    @TempDir
    Path dir;

    @AfterEach
    void forgetPlugins() {
        Plugins.use(null);
    }

    /** The same configuration with a jar of the same name, whose code may be another one. */
    private EffectiveConfig configured(String folder, String comparison) throws IOException {
        Path sources = Files.createDirectories(dir.resolve(folder + "-sources"));
        for (String name : new String[] {"Breakout.java", "BreakoutFactory.java"}) {
            String text = Files.readString(TEMPLATE.resolve(name));
            Files.writeString(sources.resolve(name), text.replace("close > level", "close " + comparison + " level"));
        }
        Path jars = Files.createDirectories(dir.resolve(folder));
        new JarBuilder(dir).service("com.example.millrace.BreakoutFactory").build(sources, jars.resolve("my.jar"));
        Plugins.use(jars);
        return EffectiveConfig.of(new Settings()
                .put("engine.mode", "live", "test")
                .put("instruments.0.symbol", "WALK", "test")
                .put("strategies.0.name", "my-breakout", "test")
                .put("strategies.0.symbol", "WALK", "test")
                .put("strategies.0.timeframe", "1m", "test"));
    }

    private String binding(EffectiveConfig config) {
        return new LiveFacts(dir, new Settings(), config).binding();
    }

    private static long hash(EffectiveConfig config) {
        return SnapshotFolder.configHash(config.engine(), JournalHeader.ENGINE_VERSION);
    }

    @Test
    void shouldBindAnArmingAndASnapshotToTheBytesOfAJar() throws IOException {
        EffectiveConfig first = configured("first", ">");
        EffectiveConfig changed = configured("changed", ">=");
        assertNotEquals(binding(first), binding(changed));
        assertNotEquals(hash(first), hash(changed));
        Plugins.use(dir.resolve("first"));
        EffectiveConfig again = EffectiveConfig.of(first.settings());
        assertEquals(binding(first), binding(again));
        assertEquals(hash(first), hash(again));
    }
}
