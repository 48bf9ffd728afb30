package io.millrace.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.journal.OwnerLock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Which of an engine's troubles its exit code tells to what restarts the unwell. */
class HealthCommandTest {
    private static final String SOUND = """
            {"state":"RUNNING","trading":"ACTIVE","causes":[],"paused":[],"failed":[%s],"refused":[],"feeds":[]}""";

    private final StringWriter out = new StringWriter();

    @TempDir
    Path dir;

    private int health(String text, String... more) throws Exception {
        try (OwnerLock owner = OwnerLock.take(dir, System.currentTimeMillis())) {
            assertTrue(Files.exists(dir.resolve(OwnerLock.FILE)), owner::toString);
            Files.writeString(dir.resolve(Health.FILE), text);
            CommandLine line = new CommandLine(new HealthCommand()).setOut(new PrintWriter(out, true));
            String[] words = new String[more.length + 2];
            words[0] = "--data-dir";
            words[1] = dir.toString();
            System.arraycopy(more, 0, words, 2, more.length);
            return line.execute(words);
        }
    }

    /** A restart of the same journal finds it failed again: the strategies beside it would never trade. */
    @Test
    void shouldSayThatAStrategyThrewAndBeWellUnlessAskedStrictly() throws Exception {
        String failed = String.format(SOUND, "{\"strategy\":2,\"name\":\"my-breakout\"}");
        String said = "strategies: out of service, also after a restart on this journal: my-breakout in sleeve 2";
        assertEquals(ExitCodes.DONE, health(failed), out::toString);
        assertTrue(out.toString().contains("ok   " + said), out::toString);
        assertEquals(ExitCodes.REFUSED, health(failed, "--strict"), out::toString);
        assertTrue(out.toString().contains("BAD  " + said), out::toString);
        assertEquals(ExitCodes.DONE, health(failed, "--json"), out::toString);
        assertTrue(out.toString().contains("{\"healthy\":true,"), out::toString);
    }

    @Test
    void shouldBeWellStrictlyOnceEveryFailureIsAcknowledged() throws Exception {
        String seen = "{\"strategy\":2,\"name\":\"f\",\"acknowledged\":true}";
        String unseen = "{\"strategy\":3,\"name\":\"g\",\"acknowledged\":false}";
        assertEquals(ExitCodes.DONE, health(String.format(SOUND, seen), "--strict"), out::toString);
        assertTrue(out.toString().contains("f in sleeve 2 (acknowledged)"), out::toString);
        assertEquals(ExitCodes.REFUSED, health(String.format(SOUND, seen + "," + unseen), "--strict"), out::toString);
    }

    @Test
    void shouldBeWellStrictlyWhenNoneFailedAndUnwellWhenHalted() throws Exception {
        String sound = String.format(SOUND, "");
        assertEquals(ExitCodes.DONE, health(sound, "--strict"), out::toString);
        assertEquals(ExitCodes.REFUSED, health(sound.replace("RUNNING", "HALTED")), out::toString);
    }
}
