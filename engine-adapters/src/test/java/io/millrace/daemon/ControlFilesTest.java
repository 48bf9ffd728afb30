package io.millrace.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.journal.OwnerLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Command files that are stale, broken or never answered. */
class ControlFilesTest {
    @TempDir
    Path home;

    private final List<String> said = new ArrayList<>();

    private Path command(String name, String text) throws IOException {
        return Files.writeString(home.resolve(ControlFiles.FOLDER).resolve(name), text);
    }

    @Test
    void shouldPutBadFilesAsideAndTakeTheGoodOnes() throws Exception {
        ControlFiles control = new ControlFiles(home, said::add);
        Path folder = home.resolve(ControlFiles.FOLDER);
        Files.createDirectories(folder.resolve("a.cmd/inner"));
        Files.write(folder.resolve("b.cmd"), new byte[] {'k', (byte) 0xFF, (byte) 0xFE});
        command("c.cmd", "x".repeat(5_000));
        command("d.cmd", "kill\nops\n");
        // Cannot be put aside either: something that is not empty has the name.
        Files.createDirectories(folder.resolve("e.cmd/inner"));
        Files.createDirectories(folder.resolve("e.cmd.bad/inner"));

        assertEquals(List.of(new ControlFiles.Request("d", "kill", "ops")), control.take());
        assertEquals(List.of(), control.take());
        assertEquals(4, said.size(), said.toString());
        assertTrue(said.get(1).contains("b.cmd is not obeyed: not UTF-8"), said.toString());
        assertTrue(Files.isDirectory(folder.resolve("a.cmd.bad")));
        assertTrue(Files.exists(folder.resolve("b.cmd.bad")));
        assertTrue(Files.exists(folder.resolve("e.cmd")));
    }

    @Test
    void shouldForgetWhatIsFromBeforeTheSession() throws Exception {
        ControlFiles control = new ControlFiles(home, said::add);
        Path folder = home.resolve(ControlFiles.FOLDER);
        Path stale = command("1-resume.cmd", "resume\nops\n");
        Path old = command("0-kill.result", "0\nkill by ops is journaled\n");

        control.begin();

        assertFalse(Files.exists(stale));
        assertFalse(Files.exists(old));
        String answer = Files.readString(folder.resolve("1-resume.result"));
        assertTrue(answer.startsWith("1\nfrom before this session"), answer);
        assertEquals(List.of(), control.take());
    }

    @Test
    void shouldTellTakenFromUntaken() throws Exception {
        OwnerLock owner = OwnerLock.take(home, 0);
        try {
            ControlFiles control = new ControlFiles(home, said::add);
            ControlClient.Answer untaken = new ControlClient(home, 50).send("kill", "ops");
            assertTrue(untaken.text().contains("taken back"), untaken.text());
            assertEquals(List.of(), control.take());

            Thread taker = new Thread(() -> {
                try {
                    while (control.take().isEmpty()) {
                        Thread.sleep(5);
                    }
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            taker.start();
            ControlClient.Answer taken = new ControlClient(home, 2_000).send("kill", "ops");
            taker.join();
            assertEquals(ExitCodes.REFUSED, taken.exitCode());
            assertTrue(taken.text().contains("taken, not confirmed"), taken.text());
        } finally {
            owner.close();
        }
    }

    @Test
    void shouldSayATroubleOnceUntilItIsOver() {
        Troubles troubles = new Troubles(said::add);
        Troubles.Work full = () -> {
            throw new IOException("No space left on device");
        };
        troubles.attempt("write x", full);
        troubles.attempt("write x", full);
        assertEquals(1, said.size());
        troubles.attempt("write x", () -> {});
        troubles.attempt("write x", full);
        assertEquals(2, said.size());
        assertTrue(said.get(0).contains("cannot write x") && said.get(0).contains("No space left"), said.get(0));
    }
}
