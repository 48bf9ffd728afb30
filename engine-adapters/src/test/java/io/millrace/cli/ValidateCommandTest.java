package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.strategy.StrategyRegistry;
import io.millrace.testkit.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole program, once from its main method in a process of its own, and on an installation that is broken. */
class ValidateCommandTest {
    private static final Path CONFIG = Path.of("../config");

    @TempDir
    Path folder;

    private static Map<String, Map<?, ?>> byName(Map<?, ?> json) {
        Map<String, Map<?, ?>> checks = new HashMap<>();
        for (Object check : (List<?>) json.get("checks")) {
            Map<?, ?> one = (Map<?, ?>) check;
            checks.put(one.get("name").toString(), one);
        }
        return checks;
    }

    @Test
    void shouldFindThisInstallationSound() throws Exception {
        Path runs = folder.resolve("runs");
        ChildJvm.Result result = ChildJvm.run(
                Millrace.class,
                List.of("-Dslf4j.internal.verbosity=ERROR"),
                List.of("validate", "--json", "--dir", runs.toString(), "--config-dir", CONFIG.toString()),
                120);

        assertEquals(0, result.exitCode(), result.output());
        Map<?, ?> json = (Map<?, ?>) CommandRun.parse(result.output()
                .lines()
                .filter(line -> line.startsWith("{"))
                .findFirst()
                .orElseThrow());
        assertEquals(true, json.get("valid"));
        Map<String, Map<?, ?>> checks = byName(json);
        for (String name :
                List.of("java flags", "disk space", "clock", "configurations", "layouts", "journal after kill -9")) {
            assertTrue(checks.containsKey(name), name + " in " + checks.keySet());
        }
        for (String strategy : StrategyRegistry.names()) {
            assertEquals("ok", checks.get("strategy " + strategy).get("status"), strategy);
            assertEquals("ok", checks.get("look-ahead " + strategy).get("status"), strategy);
        }
        for (Map<?, ?> check : checks.values()) {
            assertTrue((boolean) check.get("ok"), check.toString());
            assertFalse(check.get("detail").toString().isBlank(), check.toString());
        }
        try (Stream<Path> left = Files.list(runs)) {
            assertEquals(0, left.count(), "the scratch folder is removed");
        }
    }

    @Test
    void shouldFailOnAConfigurationThatIsWrongAndStillCheckTheRest() throws IOException {
        Path configs = Files.createDirectories(folder.resolve("config"));
        Files.writeString(configs.resolve("broken.yaml"), "engine:\n  id: TOO-LONG\n  mode: sideways\n");
        Validation validation = new Validation(new Progress(new java.io.PrintWriter(new java.io.StringWriter())));
        new ConfigChecks(configs).run(validation);
        validation.check("dies", () -> {
            throw new IllegalStateException("of this");
        });
        new DataChecks().run(validation);

        assertEquals(2, validation.count(ValidationCheck.Status.FAIL));
        assertTrue(
                validation.checks().get(0).detail().contains("broken.yaml"),
                validation.checks().toString());
        assertEquals("of this", validation.checks().get(1).detail());
        assertEquals(ValidationCheck.Status.OK, validation.checks().get(2).status());
    }

    @Test
    void shouldRefuseAFolderThatCannotBeWrittenTo() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        CommandRun run = CommandRun.of("validate", "--dir", file);
        assertEquals(2, run.exitCode());
        assertTrue(run.err().contains("--dir"), run.err());
    }
}
