package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Installs for real, as the user who runs the tests, and runs what was installed. */
@Tag("once")
@Timeout(300)
class DeployTest {
    private static final String USER = System.getProperty("user.name");
    private static final int AWAITED_SECONDS = 60;

    @TempDir
    static Path folder;

    private static Path top;
    private static Path prefix;
    private static Installation installation;

    @BeforeAll
    static void install() throws Exception {
        installation = new Installation(folder);
        installation.build();
        // Not below the project, whose path may have what a unit file cannot take.
        top = Files.createTempDirectory(Path.of("/tmp"), "millrace-deploy");
        prefix = top.resolve("opt/millrace");
        Installation.Run run = installation.deploy("--prefix", prefix, "--user", USER);
        assertEquals(0, run.exitCode(), run.output());
        assertTrue(run.output().contains("installed in " + prefix), run.output());
        Path config = prefix.resolve("etc/millrace.yaml");
        // Any port, so that no other engine on this machine is in the way.
        Files.writeString(config, Files.readString(config).replace("port: 7878", "port: 0"));
    }

    @AfterAll
    static void remove() throws IOException {
        Installation.remove(top);
    }

    private static Installation.Run millrace(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(prefix + "/scripts/millrace"));
        command.addAll(List.of(arguments));
        return installation.run(command, Path.of("/"));
    }

    private static String health() throws Exception {
        return millrace("health", "--data-dir", prefix + "/data").output();
    }

    @Test
    void shouldRunFromWhereItWasInstalled() throws Exception {
        Installation.Run help = millrace("--help");
        assertEquals(0, help.exitCode(), help.output());
        assertTrue(help.output().startsWith("Usage: millrace"), help.output());
        Installation.Run health = millrace("health", "--data-dir", prefix + "/data");
        assertEquals(1, health.exitCode(), health.output());
        assertTrue(health.output().contains("BAD  process: none runs on " + prefix + "/data"), health.output());
    }

    @Test
    void shouldKeepSecretsAndDataFromOthers() throws Exception {
        assertEquals("rw-------", rights("etc/millrace.env"));
        assertEquals("rwxr-x---", rights("data"));
        assertEquals("rwxr-xr-x", rights("lib"));
    }

    private static String rights(String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(prefix.resolve(name)));
    }

    @Test
    void shouldKeepWhatIsTheUsersWhenDeployedAgain() throws Exception {
        Path config = prefix.resolve("etc/millrace.yaml");
        Path plugin = Files.writeString(prefix.resolve("plugins/README"), "mine");
        Path data = Files.writeString(prefix.resolve("data/notes"), "mine");
        Path stale = Files.writeString(prefix.resolve("lib/stale.jar"), "of an older version");
        Path example = Files.writeString(prefix.resolve("config/paper.yaml"), "damaged");
        String before = Files.readString(config);
        Installation.Run run = installation.deploy("--prefix", prefix, "--user", USER);
        assertEquals(0, run.exitCode(), run.output());
        assertEquals(before, Files.readString(config));
        assertEquals("mine", Files.readString(plugin));
        assertEquals("mine", Files.readString(data));
        assertFalse(Files.exists(stale), "jars of an older version would be loaded, too");
        assertEquals(Files.readString(Installation.PROJECT.resolve("config/paper.yaml")), Files.readString(example));
    }

    @Test
    void shouldRunAndStopByTheCommandOfTheUnit() throws Exception {
        String start =
                UnitFile.of(prefix.resolve("config/systemd/millrace.service")).one("ExecStart");
        assertTrue(start.startsWith(prefix + "/scripts/millrace run "), start);
        Path output = folder.resolve("unit.log");
        Process engine = Installation.start(List.of(start.split(" ")), prefix, output);
        try {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(AWAITED_SECONDS);
            while (!Files.readString(output).contains("running: paper") && System.nanoTime() < deadline) {
                assertTrue(engine.isAlive(), Files.readString(output));
                Thread.sleep(50);
            }
            assertEquals(0, millrace("health", "--data-dir", prefix + "/data").exitCode(), Files.readString(output));
            // What the manifest's probes that restart look for.
            assertTrue(health().lines().anyMatch(line -> line.startsWith("ok   heartbeat")), health());
            Installation.Run again = installation.deploy("--prefix", prefix, "--user", USER);
            assertEquals(1, again.exitCode(), again.output());
            assertTrue(again.output().contains("an engine runs on " + prefix + "/data"), again.output());
            // TERM, and to the engine itself: the script has become it.
            engine.destroy();
            assertTrue(engine.waitFor(AWAITED_SECONDS, TimeUnit.SECONDS), Files.readString(output));
            assertEquals(0, engine.exitValue(), Files.readString(output));
            assertTrue(Files.readString(output).contains("stopped in order"), Files.readString(output));
        } finally {
            engine.destroyForcibly().waitFor();
        }
    }

    @Test
    void shouldHaveAUnitThatSystemdTakes() throws Exception {
        Path analyze = Path.of("/usr/bin/systemd-analyze");
        Assumptions.assumeTrue(Files.isExecutable(analyze), "systemd-analyze is not installed");
        Path unit = prefix.resolve("config/systemd/millrace.service");
        Installation.Run run = installation.run(List.of(analyze.toString(), "verify", unit.toString()), top);
        assertEquals(0, run.exitCode(), run.output());
        assertFalse(run.output().contains("millrace.service"), run.output());
        assertEquals(USER, UnitFile.of(unit).one("User"));
        assertFalse(Files.readString(unit).contains(" /opt/millrace"), "another prefix");
    }

    @Test
    void shouldOnlySayWhatADryRunWouldDo() throws Exception {
        Path elsewhere = top.resolve("elsewhere");
        Installation.Run run = installation.deploy("--prefix", elsewhere, "--user", USER, "--dry-run");
        assertEquals(0, run.exitCode(), run.output());
        assertTrue(run.output().contains("would write: " + elsewhere + "/etc/millrace.yaml"), run.output());
        assertFalse(Files.exists(elsewhere));
    }

    @ParameterizedTest
    @CsvSource({
        "--prefix, relative/path, --prefix is \"relative/path\"",
        "--prefix, /, --prefix is \"/\"",
        "--prefix, /opt/../etc, --prefix is \"/opt/../etc\"",
        "--prefix, /opt/a b, --prefix is \"/opt/a b\"",
        "--prefix, '', --prefix needs a value",
        "--user, Not a user, --user is \"Not a user\"",
        "--dry-run, --perfix, unknown argument \"--perfix\"",
    })
    void shouldRefuseWrongUsage(String first, String second, String words) throws Exception {
        Installation.Run run = installation.deploy(first, second);
        assertEquals(2, run.exitCode(), run.output());
        assertTrue(run.output().startsWith("deploy: " + words), run.output());
    }

    @Test
    void shouldNotMixWithWhatIsThere() throws Exception {
        Path other = Files.createDirectories(top.resolve("other"));
        Files.writeString(other.resolve("precious"), "mine");
        Installation.Run run = installation.deploy("--prefix", other, "--user", USER);
        assertEquals(2, run.exitCode(), run.output());
        assertTrue(run.output().contains(other + " is not empty and holds no installation"), run.output());
        assertEquals("mine", Files.readString(other.resolve("precious")));
    }

    @Test
    void shouldInstallOnlyWhatIsBuiltFromTheseSources(@TempDir Path another) throws Exception {
        Installation unbuilt = new Installation(another);
        Installation.Run run = unbuilt.deploy("--prefix", top.resolve("none"), "--user", USER);
        assertEquals(3, run.exitCode(), run.output());
        assertTrue(run.output().contains("nothing is built"), run.output());
        unbuilt.build();
        Path edited = Files.writeString(unbuilt.sources().resolve("engine-adapters/src/main/New.java"), "");
        Files.setLastModifiedTime(edited, FileTime.from(Instant.now().plusSeconds(10)));
        // Its folder has changed too, a moment after the build or in the same one.
        Files.setLastModifiedTime(
                edited.getParent(), FileTime.from(Instant.now().minusSeconds(10)));
        run = unbuilt.deploy("--prefix", top.resolve("none"), "--user", USER);
        assertEquals(3, run.exitCode(), run.output());
        assertTrue(run.output().contains("New.java is newer than what is built"), run.output());
    }

    @ParameterizedTest
    @ValueSource(strings = {"deploy", "millrace", "test"})
    void shouldBeReadableToTheShell(String script) throws Exception {
        Path file = Installation.PROJECT.resolve("scripts").resolve(script);
        assertEquals(
                new Installation.Run(0, ""), installation.run(List.of("bash", "-n", file.toString()), Path.of("/")));
    }
}
