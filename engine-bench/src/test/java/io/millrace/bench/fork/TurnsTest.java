package io.millrace.bench.fork;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.bench.fork.ToyCase.Way;
import io.millrace.bench.result.Figures;
import io.millrace.bench.result.Measured;
import io.millrace.bench.workload.ScratchFolder;
import io.millrace.cli.CommandException;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TurnsTest {
    private static final int FAULT = 70;

    @TempDir
    Path folder;

    private final List<String> said = new ArrayList<>();
    private ScratchFolder scratch;

    @BeforeEach
    void open() {
        scratch = new ScratchFolder(folder);
    }

    @AfterEach
    void shouldLeaveNoProcess() {
        scratch.close();
        assertFalse(ProcessHandle.current().descendants().anyMatch(TurnsTest::isToy));
    }

    private static boolean isToy(ProcessHandle process) {
        return process.info().commandLine().orElse("").contains(ToyCase.class.getName());
    }

    private List<Measured> measure(int warmUps, int repetitions, CaseSpec... cases) throws InterruptedException {
        return new Turns(warmUps, repetitions, scratch, said::add).measure(List.of(cases));
    }

    private static Figures toy(int run) {
        return new Figures(run, 1.0 / 3, Double.NaN, 0, -1e300, Double.POSITIVE_INFINITY);
    }

    @Test
    void shouldReportTheFirstRunAndTheCountedOnesOfEachProcess() throws InterruptedException {
        Measured expected = new Measured(toy(1), 2, List.of(toy(3), toy(4), toy(5)));
        assertEquals(List.of(expected, expected), measure(2, 3, ToyCase.spec(Way.COUNT), ToyCase.spec(Way.CHATTER)));
        assertEquals(List.of("toy", "toy"), said);
    }

    @ParameterizedTest
    @EnumSource(names = {"NEVER_READY", "THROW", "EXIT"})
    void shouldSayHowAProcessFailed(Way way) {
        CommandException failure =
                assertThrows(CommandException.class, () -> measure(1, 1, ToyCase.spec(Way.COUNT), ToyCase.spec(way)));
        int code = way == Way.EXIT ? ToyCase.EXIT_CODE : FAULT;
        String written = switch (way) {
            case NEVER_READY -> "it wrote:\njava.lang.IllegalStateException: no such workload";
            case THROW -> "it wrote:\njava.lang.IllegalStateException: the figures of run 1 mean nothing";
            default -> "it wrote nothing.";
        };
        assertEquals(FAULT, failure.exitCode());
        assertTrue(
                failure.getMessage().startsWith("bench: \"toy\" ended with exit code " + code + " in its own process"),
                failure.getMessage());
        assertTrue(failure.getMessage().contains(written), failure.getMessage());
    }

    @Test
    void shouldEndAProcessThatTakesTooLong() {
        CommandException failure = assertThrows(
                CommandException.class,
                () -> measure(1, 1, ToyCase.spec(Way.HANG).withLimit(5)));
        assertTrue(failure.getMessage().startsWith("bench: \"toy\" still ran after 5 s"), failure.getMessage());
    }

    @Test
    void shouldEndInTheMiddleOfARunWithItsParent() throws Exception {
        Process orphan = new ProcessBuilder(JavaCommand.of(ToyCase.class, List.of(Way.HANG.name())))
                .redirectErrorStream(true)
                .start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(orphan.getInputStream(), StandardCharsets.UTF_8))) {
            assertEquals(CaseServer.TAG + CaseServer.READY, lines.readLine());
            orphan.getOutputStream().write(CaseServer.RUN);
            orphan.getOutputStream().close();
            assertTrue(orphan.waitFor(30, TimeUnit.SECONDS));
            assertEquals(0, orphan.exitValue());
        } finally {
            orphan.destroyForcibly();
        }
    }
}
