package io.millrace.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.config.Setting;
import io.millrace.config.Settings;
import io.millrace.engine.EngineConfig;
import io.millrace.strategy.ParameterSpec;
import io.millrace.strategy.StrategyFactory;
import io.millrace.strategy.StrategyRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The ready systems below config, and the pages that explain the strategies, agree with the code. */
class SystemFilesTest {
    private static final Path CONFIG = Path.of("..", "config");
    private static final Set<String> SEVERAL_MODELS = Set.of("multi-model", "equity-crypto-book", "hybrid-reversal");

    @Test
    void shouldReadEveryReadySystemWithoutViolations() throws IOException {
        List<Path> files = files("systems", ".yaml");
        assertFalse(files.isEmpty());
        for (Path file : files) {
            Settings settings = YamlSettings.read(file);
            if (settings.get("instruments.0.symbol") == null) {
                // The instruments are those of the data it is run on.
                settings.put("instruments.0.symbol", "ANY", "test");
            }
            EngineConfig config = EffectiveConfig.of(settings).engine();
            String name = name(file);
            if (!SEVERAL_MODELS.contains(name)) {
                assertEquals(name, config.strategies().get(0).name(), file + " runs the strategy it is named after");
                assertTrue(
                        Files.isRegularFile(CONFIG.resolve("strategies").resolve(name + ".md")), file + " has a page");
            }
        }
    }

    /** Who reads a page wants to try it next. */
    @Test
    void shouldSayOnEveryPageHowToRunTheStrategy() throws IOException {
        for (Path file : files("strategies", ".md")) {
            String name = name(file);
            String page = Files.readString(file);
            boolean ready = Files.isRegularFile(CONFIG.resolve("systems").resolve(name + ".yaml"));
            String words = ready
                    ? "`config/systems/" + name + ".yaml`"
                    : "`scripts/millrace backtest --strategy " + name + " ";
            assertTrue(page.contains(words), file + " says " + words);
        }
    }

    /** Data of more names than a system has are refused: the way out belongs beside the command. */
    @Test
    void shouldSayHowToChooseFromAFolderWithMoreFiles() throws IOException {
        for (Path file : files("systems", ".yaml")) {
            String head = Files.readString(file).split("\n\n", 2)[0];
            Settings settings = YamlSettings.read(file);
            List<String> symbols = settings.all().stream()
                    .filter(setting -> setting.key().matches("instruments\\.\\d+\\.symbol"))
                    .map(Setting::value)
                    .toList();
            boolean few = symbols.size() <= 5;
            if (head.contains("--data FOLDER") && !symbols.isEmpty()) {
                String words = "add --symbol " + (few ? String.join(",", symbols) : "and all names");
                assertTrue(head.contains(words), file + " says " + words);
            }
            assertFalse(Files.readString(file).contains("shared/"), file + " names nothing outside of the project");
        }
    }

    @Test
    void shouldExplainEveryParameterOfAStrategyThatHasAPage() throws IOException {
        for (Path file : files("strategies", ".md")) {
            StrategyFactory factory = StrategyRegistry.find(name(file));
            String page = Files.readString(file);
            for (ParameterSpec parameter : factory.descriptor().parameters()) {
                String name = parameter.name();
                assertTrue(
                        page.contains("`" + name + "`") || page.contains("| " + name + " |"),
                        file + " explains " + name);
            }
        }
    }

    private static List<Path> files(String folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(CONFIG.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .collect(Collectors.toList());
        }
    }

    private static String name(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.lastIndexOf('.'));
    }
}
