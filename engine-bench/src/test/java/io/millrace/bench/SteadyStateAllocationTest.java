package io.millrace.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.testkit.ChildJvm;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SteadyStateAllocationTest {
    @TempDir
    Path folder;

    @Test
    void shouldAllocateNothingPerStepWithTheJournal() {
        assertEquals(0, SteadyStateMain.bytes(folder.resolve("journal")));
    }

    @Test
    void shouldAllocateNothingWithoutEscapeAnalysis() throws Exception {
        ChildJvm.Result result = ChildJvm.run(
                SteadyStateMain.class,
                List.of("-XX:-DoEscapeAnalysis"),
                List.of(folder.resolve("journal").toString()),
                100);
        assertEquals(0, result.exitCode(), result.output());
        assertTrue(result.output().contains("bytes=0" + System.lineSeparator()), result.output());
    }
}
