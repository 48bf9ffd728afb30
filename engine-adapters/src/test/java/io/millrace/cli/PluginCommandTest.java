package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.plugin.JarBuilder;
import io.millrace.plugin.Plugins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The template, from its sources to a journal that replays. */
class PluginCommandTest {
    private static final Path TEMPLATE = Path.of("..", "config", "plugin-template", "src", "main", "java");

    @TempDir
    Path work;

    @AfterEach
    void forgetPlugins() {
        Plugins.use(null);
    }

    private Path plugins(String name, Path sources) throws IOException {
        Path folder = Files.createDirectory(work.resolve(name));
        new JarBuilder(work).service("com.example.millrace.BreakoutFactory").build(sources, folder.resolve("my.jar"));
        return folder;
    }

    /** 20 days up and down again: above a two-day mean on the second, below it on the day after the top. */
    private Path bars() throws IOException {
        StringBuilder text = new StringBuilder("date,open,high,low,close,volume\n");
        for (int i = 0; i < 20; i++) {
            int price = i < 10 ? 100 + i : 119 - i;
            String day = java.time.LocalDate.of(2024, 1, 1).plusDays(i).toString();
            text.append(day + "," + price + "," + price + "," + price + "," + price + ",1000\n");
        }
        return Files.writeString(work.resolve("UP.csv"), text);
    }

    private CommandRun backtest(Path plugins, Object... more) throws IOException {
        List<Object> words = new ArrayList<>(List.of(
                "backtest",
                "--json",
                "--plugins",
                plugins,
                "--strategy",
                "my-breakout",
                "--param",
                "period=2",
                "--fee-bps",
                0,
                "--data",
                bars(),
                "--out",
                work.resolve("out")));
        words.addAll(List.of(more));
        return CommandRun.of(words.toArray());
    }

    @Test
    void shouldRunTheTemplateAndReplayItWithThatVeryJarOnly() throws IOException {
        Path plugins = plugins("plugins", TEMPLATE);
        CommandRun run = backtest(plugins);
        assertEquals(0, run.exitCode(), run.err());
        // In at the open of day 3 at 102; the top is 109 on day 10, day 11 closes at 109 too, not below its mean of
        // 109; day 12 closes at 108, below 108.5; out at the open of day 13, 107.
        assertEquals(1, ((Number) run.json().get("trades")).intValue());
        assertEquals(10_000 * 107.0 / 102, (double) run.json().get("finalEquity"), 1e-4);

        CommandRun replay = CommandRun.of("replay", work.resolve("out"), "--verify", "--json", "--plugins", plugins);
        assertEquals(0, replay.exitCode(), replay.err());
        assertEquals(true, replay.json().get("identical"));

        CommandRun without = CommandRun.of(
                "replay", work.resolve("out"), "--verify", "--plugins", Files.createDirectory(work.resolve("e")));
        assertEquals(2, without.exitCode());
        assertTrue(without.err().contains("my-breakout"), without.err());
        assertTrue(
                without.err().startsWith("millrace: strategy my-breakout is of the plug-in my.jar with SHA-256 "),
                without.err());
        assertTrue(without.err().contains("or name its folder with --plugins DIR"), without.err());

        Path changed = Files.createDirectories(work.resolve("changed/com/example/millrace"));
        for (String name : new String[] {"Breakout.java", "BreakoutFactory.java"}) {
            String text =
                    Files.readString(TEMPLATE.resolve("com/example/millrace").resolve(name));
            Files.writeString(changed.resolve(name), text.replace("close > level", "close >= level"));
        }
        CommandRun other = CommandRun.of(
                "replay", work.resolve("out"), "--verify", "--plugins", plugins("other", work.resolve("changed")));
        assertEquals(2, other.exitCode());
        assertTrue(other.err().contains("strategies.0.pluginSha256"), other.err());
        assertTrue(other.err().contains("my.jar"), other.err());
    }

    /** Sound on the market it is tried on, whose prices are others; here it throws at the top, while it holds. */
    @Test
    void shouldSayThatAPluginThrewInARunAndEndBadly() throws IOException {
        Path plugins = plugins("other", throwing());
        CommandRun run = backtest(plugins);
        assertEquals(1, run.exitCode(), run.err());
        String said = "my-breakout FAILED on UP at 2024-01-11T00:00:00Z: it threw something and decided nothing from"
                + " then on";
        assertTrue(run.err().contains("millrace: " + said), run.err());
        assertTrue(run.err().contains("my.jar threw in onBar: java.lang.IllegalStateException: the top"), run.err());
        List<?> notices = (List<?>) run.json().get("notices");
        assertTrue(notices.get(0).toString().startsWith(said), notices::toString);
        assertEquals(1, ((Number) run.json().get("openPositions")).intValue());
        assertTrue(Files.readString(work.resolve("out/report.html")).contains(said), "the report says so");

        CommandRun again = CommandRun.of("replay", work.resolve("out"), "--verify", "--json", "--plugins", plugins);
        assertEquals(0, again.exitCode(), again.err());
        CommandRun alerts = CommandRun.of("tail", work.resolve("out"), "--level", "error", "--plugins", plugins);
        assertEquals(1, alerts.out().lines().count(), alerts.out());
        assertTrue(alerts.out().contains("STRATEGY_FAILED"), alerts.out());

        CommandRun proof = lookahead(plugins);
        assertEquals(1, proof.exitCode(), proof.err());
        assertTrue(proof.out().contains("FAILED"), proof.out());
    }

    /** Prices are whole until slippage moves a fill: the neutral run and the optimistic one are sound. */
    @Test
    void shouldEndBadlyWhenAPluginThrewWithPessimisticFillsOnly() throws IOException {
        Path changed = changed(text -> text.replace("private long entries;", """
                    private long entries;
                    private final boolean meant;

                    @Override
                    public void onFill(final io.millrace.strategy.Fill fill, final StrategyContext context) {
                        if (meant && fill.price() % 100_000_000L != 0) {
                            throw new IllegalStateException("slipped");
                        }
                    }
                """)
                .replace("mean = setup", "meant = setup.symbol(0).equals(\"UP\");\n        mean = setup"));
        CommandRun run = backtest(plugins("slipping", changed), "--fills", "trio");
        assertEquals(1, run.exitCode(), run.err());
        assertTrue(run.err().contains("millrace: with pessimistic fills: my-breakout FAILED on UP at "), run.err());
        assertTrue(run.err().contains("threw in onFill: java.lang.IllegalStateException: slipped"), run.err());
        assertEquals(1, run.err().split("FAILED", -1).length - 1, run.err());
    }

    private Path throwing() throws IOException {
        return changed(text -> text.replace(
                "// Before the mean",
                "if (close == 109) { throw new IllegalStateException(\"the top\"); } // Before the mean"));
    }

    /** The template's sources, changed. */
    private Path changed(UnaryOperator<String> change) throws IOException {
        Path changed = Files.createDirectories(work.resolve("changed/com/example/millrace"));
        for (String name : new String[] {"Breakout.java", "BreakoutFactory.java"}) {
            String text =
                    Files.readString(TEMPLATE.resolve("com/example/millrace").resolve(name));
            Files.writeString(changed.resolve(name), change.apply(text));
        }
        return work.resolve("changed");
    }

    private CommandRun lookahead(Path plugins) throws IOException {
        return CommandRun.of(
                "lookahead",
                "--json",
                "--plugins",
                plugins,
                "--strategy",
                "my-breakout",
                "--param",
                "period=2",
                "--cuts",
                5,
                "--data",
                bars());
    }

    @Test
    void shouldProveAPluginsStrategyAsAShippedOne() throws IOException {
        CommandRun clean = lookahead(plugins("plugins", TEMPLATE));
        assertEquals(0, clean.exitCode(), clean.err() + clean.out());
        assertEquals(true, clean.json().get("clean"));
        assertTrue(((Number) clean.json().get("signals")).intValue() > 0, clean.out());
    }

    /** What the wrapper around a plug-in does must not hide what the plug-in does. */
    @Test
    void shouldFlagAPluginThatReadsAClock() throws IOException {
        Path changed = Files.createDirectories(work.resolve("changed/com/example/millrace"));
        for (String name : new String[] {"Breakout.java", "BreakoutFactory.java"}) {
            String text =
                    Files.readString(TEMPLATE.resolve("com/example/millrace").resolve(name));
            Files.writeString(
                    changed.resolve(name),
                    text.replace("close > level", "close > level && System.currentTimeMillis() > 0"));
        }
        CommandRun flagged = lookahead(plugins("other", work.resolve("changed")));
        assertEquals(1, flagged.exitCode(), flagged.err() + flagged.out());
        assertTrue(flagged.out().contains("BACK_DOOR"), flagged.out());
        assertTrue(flagged.out().contains("currentTimeMillis"), flagged.out());
    }

    @Test
    void shouldListAPluginsStrategyWithItsJar() throws IOException {
        CommandRun run = CommandRun.of("strategies", "my-breakout", "--plugins", plugins("plugins", TEMPLATE));
        assertEquals(0, run.exitCode(), run.err());
        assertTrue(run.out().contains("of the plug-in my.jar, SHA-256 "), run.out());
    }

    @Test
    void shouldFindTheFolderInAConfiguration() throws IOException {
        Path plugins = plugins("plugins", TEMPLATE);
        Path config = Files.writeString(
                work.resolve("c.yaml"),
                "engine:\n  mode: backtest\nplugins:\n  dir: " + plugins + "\nstrategies:\n  - name: my-breakout\n"
                        + "    symbol: UP\n");
        CommandRun run =
                CommandRun.of("backtest", "--json", "--config", config, "--data", bars(), "--out", work.resolve("out"));
        assertEquals(0, run.exitCode(), run.err());
    }

    @Test
    void shouldSayWhyAPluginIsNotThere() throws IOException {
        Path folder = Files.createDirectory(work.resolve("plugins"));
        Files.writeString(folder.resolve("torn.jar"), "not a jar");
        CommandRun run = backtest(folder);
        assertEquals(2, run.exitCode());
        assertTrue(run.err().contains("plug-in torn.jar is no jar"), run.err());
        CommandRun absent = backtest(work.resolve("nodir"));
        assertEquals(2, absent.exitCode());
        assertTrue(absent.err().contains("nodir is not there; expected a folder of jars"), absent.err());
        CommandRun file = backtest(folder.resolve("torn.jar"));
        assertTrue(file.err().contains("torn.jar is a file; expected a folder of jars"), file.err());
        assertFalse(file.err().contains("Exception"), file.err());
    }

    /** Also when nothing of it is wanted: whoever names the folder thinks that it is used. */
    @Test
    void shouldRefuseANamedFolderWithWhatIsNoPlugin() throws IOException {
        Path folder = plugins("plugins", TEMPLATE);
        Files.writeString(folder.resolve("x.jar"), "not a jar");
        new JarBuilder(work).source("Nothing", "class Nothing {}").build(folder.resolve("y.jar"));
        CommandRun run = CommandRun.of("strategies", "--plugins", folder);
        assertEquals(2, run.exitCode(), run.out());
        assertTrue(run.err().contains("plug-in x.jar is no jar"), run.err());
        assertTrue(run.err().contains("plug-in y.jar names no strategy"), run.err());
    }
}
