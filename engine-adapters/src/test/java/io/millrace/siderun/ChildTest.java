package io.millrace.siderun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.control.JsonTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Processes that print what no backtest should. */
@Timeout(60)
@EnabledOnOs(OS.LINUX)
class ChildTest {
    private static final SideRun ASKED =
            new SideRun("one", "api", 1, "data none", Instant.EPOCH, SideRun.State.RUNNING, "", "");

    @TempDir
    Path dir;

    private RunRecord files;

    private SideRun run(String script) throws Exception {
        files = new RunRecord(dir.resolve("one"));
        files.writeAsked(ASKED);
        return Child.start(new ProcessBuilder("/bin/sh", "-c", script)).await(ASKED, files, 30, JsonTree::isObject);
    }

    @Test
    void shouldBeDoneOnlyWithOneObjectOfFigures() throws Exception {
        assertEquals(SideRun.State.DONE, run("echo '{\"bars\":[1,{\"a\":2}]}'").state());
        assertEquals("{\"bars\":[1,{\"a\":2}]}", files.figures());
        for (String printed : new String[] {"", "hello", "[1]", "{\"bars\":", "{} {}", "{}x"}) {
            SideRun ended = run("printf '%s' '" + printed + "'");
            assertEquals(SideRun.State.FAILED, ended.state(), printed);
            assertTrue(ended.error().contains("no object of figures"), ended.error());
        }
    }

    @Test
    void shouldEndOneThatPrintsWithoutEnd() throws Exception {
        SideRun ended = run("exec yes '{}'");
        assertEquals(SideRun.State.FAILED, ended.state());
        assertEquals("ended after 1048576 bytes of figures, the most it may print", ended.error());
        assertEquals(0, Files.size(dir.resolve("one/printed.json")));
    }

    @Test
    void shouldKeepTheEndOfLongComplaints() throws Exception {
        SideRun ended = run("head -c 3000000 /dev/zero | tr '\\0' x >&2; echo 'the reason' >&2; echo '{}'; exit 3");
        assertEquals(SideRun.State.FAILED, ended.state());
        assertTrue(ended.error().endsWith("xxx" + "the reason"), ended.error());
        assertTrue(ended.error().length() <= 4_000);
        assertEquals(65_536, Files.size(dir.resolve("one/errors.txt")));
        assertEquals("it ended with exit code 4 and said nothing", run("exit 4").error());
    }

    @Test
    void shouldTakeItsTemporaryFilesWithIt() throws Exception {
        Path temporary = new RunRecord(dir.resolve("one")).temporary();
        run("mkdir -p " + temporary + "/a/b; echo x > " + temporary + "/a/b/c; echo '{}'");
        assertFalse(Files.exists(temporary));
    }
}
