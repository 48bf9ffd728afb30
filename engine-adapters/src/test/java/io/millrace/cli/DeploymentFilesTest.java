package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import picocli.CommandLine;

/** Unit, image and manifest name only what there is: paths, commands, options, exit codes, checks. */
class DeploymentFilesTest {
    private static final Path CONFIG = Installation.PROJECT.resolve("config");
    private static final String PREFIX = "/opt/millrace";
    private static final String DATA = PREFIX + "/data";
    private static final String PROGRAM = PREFIX + "/scripts/millrace";
    private static final List<String> RUN =
            List.of(PROGRAM, "run", "--mode", "paper", "--config", PREFIX + "/etc/millrace.yaml", "--data-dir", DATA);
    private static final List<String> HEALTH = List.of(PROGRAM, "health", "--data-dir", DATA);

    private static String text(String name) throws IOException {
        return Files.readString(CONFIG.resolve(name));
    }

    /** The command line must take it; nothing of it is run. */
    private static void parse(List<String> command) {
        String[] arguments = command.subList(1, command.size()).toArray(String[]::new);
        CommandLine line = new CommandLine(new Millrace.Root());
        Commands.addTo(line, arguments);
        line.parseArgs(arguments);
    }

    private static List<String> find(String pattern, String text) {
        return Pattern.compile(pattern, Pattern.MULTILINE)
                .matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    @Test
    void shouldStartWhatTheCommandLineKnows() throws IOException {
        parse(RUN);
        parse(HEALTH);
        UnitFile unit = UnitFile.of(CONFIG.resolve("systemd/millrace.service"));
        assertEquals(RUN, List.of(unit.one("ExecStart").split(" ")));
        assertEquals(PREFIX, unit.one("WorkingDirectory"));
        assertEquals("-" + PREFIX + "/etc/millrace.env", unit.one("EnvironmentFile"));
        assertEquals(DATA, unit.one("ReadWritePaths"));
    }

    @Test
    void shouldRestartByTheExitCodesOfTheContract() throws IOException {
        UnitFile unit = UnitFile.of(CONFIG.resolve("systemd/millrace.service"));
        assertEquals("on-failure", unit.one("Restart"));
        assertEquals("2 3 5", unit.one("RestartPreventExitStatus"));
        assertEquals("SIGTERM", unit.one("KillSignal"));
        assertEquals("0", unit.one("LimitCORE"));
        String help = CommandRun.of("--help").out().replaceAll("\\s+", " ");
        for (String code : unit.one("RestartPreventExitStatus").split(" ")) {
            assertTrue(help.contains(", " + code + " "), "exit code " + code + " is not in: " + help);
        }
        assertTrue(help.contains("2 wrong usage or configuration, 3 data or journal missing or damaged"), help);
        assertTrue(help.contains("5 stopped by risk"), help);
        assertTrue(unit.assignments().stream().noneMatch(line -> line.startsWith("WatchdogSec")), "not supported");
    }

    @Test
    void shouldBuildAnImageOfWhatThereIs() throws IOException {
        String docker = text("docker/Dockerfile");
        assertEquals(List.of("10001"), find("^USER (.*)$", docker));
        assertEquals(List.of("SIGTERM"), find("^STOPSIGNAL (.*)$", docker));
        assertEquals(List.of(DATA), find("^VOLUME (.*)$", docker));
        List<String> command = new ArrayList<>(words(find("^ENTRYPOINT (.*)$", docker)));
        command.addAll(words(find("^CMD (.*)$", docker)));
        assertEquals(RUN, command);
        assertEquals(HEALTH, words(find("^ +CMD (.*)$", docker)));
        List<String> scripts = find("(?:^RUN |/src/)(scripts/\\w+) ", docker);
        assertEquals(List.of("scripts/millrace", "scripts/deploy"), scripts);
        for (String script : scripts) {
            assertTrue(Files.isExecutable(Installation.PROJECT.resolve(script)), script);
        }
        parse(List.of(PROGRAM, "--version"));
        String deploy = Files.readString(Installation.PROJECT.resolve("scripts/deploy"));
        for (String option : List.of("--prefix", "--user")) {
            assertTrue(docker.contains(" " + option + " ") && deploy.contains(option + ")"), option);
        }
        assertTrue(Files.exists(CONFIG.resolve("docker/Dockerfile.dockerignore")));
    }

    private static List<String> words(List<String> arrays) throws IOException {
        assertEquals(1, arrays.size(), arrays.toString());
        return ((List<?>) CommandRun.parse(arrays.get(0)))
                .stream().map(String::valueOf).toList();
    }

    @Test
    void shouldDeployOneEngineAtATime(@TempDir Path dir) throws IOException {
        List<Object> documents = new ArrayList<>();
        new Load(LoadSettings.builder().build())
                .loadAllFromString(text("kubernetes/millrace.yaml"))
                .forEach(documents::add);
        assertEquals(3, documents.size());
        Object config = documents.get(0);
        Path file = Files.writeString(dir.resolve("millrace.yaml"), (String) at(config, "data", "millrace.yaml"));
        CommandRun check = CommandRun.of("config", "check", "--config", file);
        assertEquals(0, check.exitCode(), check.err());

        assertEquals(List.of("ReadWriteOnce"), at(documents.get(1), "spec", "accessModes"));
        Object spec = at(documents.get(2), "spec");
        assertEquals(1, at(spec, "replicas"));
        assertEquals("Recreate", at(spec, "strategy", "type"));
        assertEquals(at(spec, "selector", "matchLabels"), at(spec, "template", "metadata", "labels"));
        Object pod = at(spec, "template", "spec");
        assertEquals(true, at(pod, "securityContext", "runAsNonRoot"));
        assertEquals(10001, at(pod, "securityContext", "runAsUser"));
        assertEquals("OnRootMismatch", at(pod, "securityContext", "fsGroupChangePolicy"));
        assertEquals(60, at(pod, "terminationGracePeriodSeconds"));
        List<?> containers = (List<?>) at(pod, "containers");
        assertEquals(1, containers.size());
        Object engine = containers.get(0);
        assertEquals(RUN.subList(1, RUN.size()), at(engine, "args"));
        assertEquals(true, at(engine, "securityContext", "readOnlyRootFilesystem"));
        assertFalse(((Map<?, ?>) engine).containsKey("ports"), "it listens on the loopback only");
        assertEquals(HEALTH, at(engine, "readinessProbe", "exec", "command"));
        for (String probe : List.of("startupProbe", "livenessProbe")) {
            // A halted engine is not well; only one without a heartbeat is to be restarted.
            List<?> command = (List<?>) at(engine, probe, "exec", "command");
            assertEquals(String.join(" ", HEALTH) + " | grep -q '^ok   heartbeat'", command.get(2));
        }
        Set<String> mounts = new TreeSet<>();
        ((List<?>) at(engine, "volumeMounts")).forEach(mount -> mounts.add(at(mount, "mountPath") + ""));
        assertEquals(new TreeSet<>(List.of(DATA, PREFIX + "/etc", "/tmp")), mounts);
    }

    private static Object at(Object document, String... keys) {
        Object value = document;
        for (String key : keys) {
            assertTrue(value instanceof Map<?, ?> map && map.containsKey(key), key + " is not in " + value);
            value = ((Map<?, ?>) value).get(key);
        }
        return value;
    }

    @Test
    void shouldNameTheChecksThatThereAre(@TempDir Path dir) throws IOException {
        Validation validation = new Validation(new Progress(new PrintWriter(new StringWriter())));
        new MachineChecks(dir).run(validation);
        List<String> names =
                validation.checks().stream().map(ValidationCheck::name).toList();
        List<String> cells = find("^\\|[^|]*\\|[^|]*\\| (`.*`) \\|$", text("tuning.md"));
        assertEquals(4, cells.size(), cells.toString());
        for (String cell : cells) {
            for (String name : find("`([^`]*)`", cell)) {
                assertTrue(names.contains(name), name + " is no check; there are " + names);
            }
        }
    }
}
