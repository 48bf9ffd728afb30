package io.millrace.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.config.ConfigException;
import io.millrace.strategy.StrategyCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What others may bring: used when it is sound, named and left out when it is not. */
class PluginFolderTest {
    private static final String BODY = """
            import io.millrace.book.ClosedBar;
            import io.millrace.event.StateSink;
            import io.millrace.event.StateSource;
            import io.millrace.strategy.*;
            import java.util.*;

            public class %s implements StrategyFactory {
                %s
                public StrategyDescriptor descriptor() {
                    return new StrategyDescriptor("%s", "A test.", "1h", List.of(), List.of("because"));
                }

                public Strategy create(StrategySetup setup) {
                    return new Strategy() {
                        int bars;

                        public void onBar(ClosedBar bar, StrategyContext context) {
                            bars++;
                            %s
                        }

                        public void writeState(StateSink sink) {
                            sink.putLong(bars);
                        }

                        public void readState(StateSource source) {
                            bars = source.getInt("bars");
                        }
                    };
                }
            }
            """;

    @TempDir
    Path work;

    private Path plugins;

    @BeforeEach
    void makeFolder() throws IOException {
        plugins = Files.createDirectory(work.resolve("plugins"));
    }

    private JarBuilder jar(String type, String name, String fields, String onBar) {
        return new JarBuilder(work)
                .source(type, String.format(BODY, type, fields, name, onBar))
                .service(type);
    }

    private void refused(String name, String... words) {
        PluginFolder folder = PluginFolder.load(plugins);
        assertFalse(folder.catalog().names().contains(name));
        assertEquals(StrategyCatalog.standard().names(), folder.catalog().names());
        assertEquals(1, folder.problems().size(), folder.problems()::toString);
        for (String word : words) {
            assertTrue(
                    folder.problems().get(0).contains(word), folder.problems().get(0));
        }
    }

    @Test
    void shouldUseASoundStrategyAndKnowItsJar() throws IOException {
        Path jar = jar("Good", "good", "", "if (bars == 5) { context.buyForCash(context.availableCash()); }")
                .build(plugins.resolve("good.jar"));
        PluginFolder folder = PluginFolder.load(plugins);
        assertEquals(java.util.List.of(), folder.problems());
        assertTrue(folder.catalog().names().contains("good"));
        assertEquals("good.jar", folder.catalog().origin("good").jar());
        assertEquals(PluginDigest.of(jar), folder.catalog().origin("good").sha256());
    }

    @Test
    void shouldLetAStrategyUseTheSizingMethods() throws IOException {
        jar("Sized", "sized", "", "context.target(new io.millrace.strategy.sizing.EqualWeight(2, 1).weight());")
                .build(plugins.resolve("sized.jar"));
        PluginFolder folder = PluginFolder.load(plugins);
        assertEquals(java.util.List.of(), folder.problems());
        assertTrue(folder.catalog().names().contains("sized"));
    }

    @Test
    void shouldRefuseOneThatThrows() throws IOException {
        jar("Thrower", "thrower", "", "if (bars == 7) { throw new IllegalStateException(\"seven\"); }")
                .build(plugins.resolve("t.jar"));
        refused("thrower", "strategy thrower of plug-in t.jar", "onBar", "IllegalStateException: seven", "Thrower");
    }

    @Test
    void shouldRefuseAFactoryThatThrows() throws IOException {
        jar("Broken", "broken", "public Broken() { throw new IllegalStateException(\"no\"); }", "")
                .build(plugins.resolve("b.jar"));
        refused("broken", "plug-in b.jar", "Broken", "no");
    }

    @Test
    void shouldNameAClassThatIsMissing() throws IOException {
        jar("Lacking", "lacking", "", "Missing.call();")
                .source("Missing", "class Missing { static void call() {} }")
                .without("Missing")
                .build(plugins.resolve("l.jar"));
        refused("lacking", "plug-in l.jar", "NoClassDefFoundError", "Missing");
    }

    @Test
    void shouldNotShowTheEngine() throws IOException {
        jar("Nosy", "nosy", "", "io.millrace.engine.EngineConfig.class.getName();")
                .build(plugins.resolve("n.jar"));
        refused("nosy", "plug-in n.jar", "NoClassDefFoundError: io/millrace/engine/EngineConfig");
    }

    @Test
    void shouldRefuseANameThatIsTaken() throws IOException {
        jar("Twin", "sma-cross", "", "").build(plugins.resolve("twin.jar"));
        PluginFolder folder = PluginFolder.load(plugins);
        assertEquals(null, folder.catalog().origin("sma-cross"));
        assertTrue(
                folder.problems().get(0).contains("twin.jar"), folder.problems().get(0));
        assertTrue(folder.problems().get(0).contains("two strategies are called \"sma-cross\""));
    }

    @Test
    void shouldRefuseOneThatRemembersAnotherRun() throws IOException {
        // It knows tomorrow's close from the run before: the peek of one who records what it sees.
        jar(
                        "Peek",
                        "peek",
                        "static final Map<Long, Long> SEEN = new TreeMap<>();",
                        "SEEN.put(bar.closeTimeNs(), bar.close());"
                                + "Long next = SEEN.get(bar.closeTimeNs() + 3_600_000_000_000L);"
                                + "if (next != null && next > bar.close() && context.position() == 0)"
                                + "{ context.buyForCash(context.availableCash()); }")
                .build(plugins.resolve("p.jar"));
        refused("peek", "plug-in p.jar", "not deterministic");
    }

    @Test
    void shouldRefuseOneThatThrowsDice() throws IOException {
        jar("Dice", "dice", "", "if (Math.random() < 0.5) { context.notice(0, Math.random()); }")
                .build(plugins.resolve("d.jar"));
        refused("dice", "plug-in d.jar", "not deterministic");
    }

    @Test
    void shouldRefuseOneThatAllocatesWildly() throws IOException {
        jar("Heap", "heap", "static Object last;", "last = new byte[1 << 20];").build(plugins.resolve("h.jar"));
        refused("heap", "plug-in h.jar", "allocates", "bytes an event");
    }

    @Test
    void shouldRefuseAJarWithoutAStrategyAndOneThatIsNone() throws IOException {
        new JarBuilder(work).source("Nothing", "class Nothing {}").build(plugins.resolve("empty.jar"));
        refused("", "plug-in empty.jar names no strategy");
        Files.writeString(plugins.resolve("empty.jar"), "not a jar");
        refused("", "plug-in empty.jar");
    }

    @Test
    void shouldSayThatANamedFolderIsNotThere() {
        assertThrows(ConfigException.class, () -> PluginFolder.load(work.resolve("nowhere")));
    }
}
