package io.millrace.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.bench.backtest.BacktestBench;
import io.millrace.bench.backtest.UniverseBench;
import io.millrace.bench.backtest.WholeProcessBench;
import io.millrace.bench.fork.Turns;
import io.millrace.bench.latency.LatencyBench;
import io.millrace.bench.replay.ReplayBench;
import io.millrace.bench.result.Limit;
import io.millrace.bench.result.Result;
import io.millrace.bench.throughput.ThroughputBench;
import io.millrace.bench.workload.ScratchFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every subject once with little work: its processes start, check their runs and report. No figure is judged. */
class BenchSubjectsTest {
    private static final Limit LIMIT = new Limit("one", 1);
    private static final int BARS = 2_000;

    @TempDir
    Path folder;

    private ScratchFolder scratch;
    private Turns turns;

    @BeforeEach
    void open() {
        scratch = new ScratchFolder(folder);
        turns = new Turns(1, 1, scratch, said -> {});
    }

    @AfterEach
    void shouldLeaveNothing() throws IOException {
        scratch.close();
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(), left.toList());
        }
    }

    private static void check(int rows, List<Result> results) {
        assertEquals(rows, results.size());
        for (Result each : results) {
            assertEquals(1, each.measured().repetitions().size(), each.name());
            assertTrue(each.median().throughput() > 0, each.name());
            assertTrue(each.ratioToLimit() > 0, each.name());
        }
    }

    private static void checkFirstRuns(List<Result> results) {
        results.forEach(each -> assertTrue(each.measured().firstRun().throughput() > 0, each.name()));
    }

    @Test
    void shouldMeasureBacktestsAndWriteThemAsJson() throws InterruptedException {
        List<Result> results = new BacktestBench(BARS, 7, turns).run(LIMIT);
        check(4, results);
        checkFirstRuns(results);
        String json = new BenchReport(Map.of(), Map.of(), results, List.of()).json();
        double cold = results.get(0).measured().firstRun().throughput();
        assertTrue(
                json.contains("\"forks\":1,\"warmUps\":1,\"firstRun\":{\"throughput\":" + cold + ",\"p50\":null"),
                json);
        assertTrue(json.contains("\"repetitions\":[{\"throughput\":"), json);
    }

    @Test
    void shouldMeasureTheWholeCommand() throws InterruptedException {
        Result result = new WholeProcessBench(7, 1, scratch).run(null);
        check(1, List.of(result));
        assertEquals(1_000, result.median().throughput() * result.median().p50() / 1e9, 1e-6);
    }

    @Test
    @Tag("slow")
    void shouldMeasureEveryOtherSubject() throws InterruptedException {
        check(2, new UniverseBench(new UniverseBench.Size(10, 300, 7), turns).run(LIMIT, LIMIT));
        check(3, new ReplayBench(BARS, 7, turns).run());
        check(2, new LatencyBench(1, turns).run(2_000, LIMIT));
        check(6, new ThroughputBench(BARS, turns).run(LIMIT));
    }
}
