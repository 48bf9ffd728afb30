package io.millrace.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.engine.EngineConfig;
import io.millrace.engine.EngineFactory;
import io.millrace.engine.StepListener;
import io.millrace.engine.TradingEngine;
import io.millrace.event.Step;
import io.millrace.event.codec.ExecutionReportDecoder;
import io.millrace.feed.InputSource;
import io.millrace.testkit.ChildJvm;
import io.millrace.testkit.InputScript;
import io.millrace.testkit.RandomMarket;
import io.millrace.testkit.Seeds;
import io.millrace.testkit.StepBytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** One stream, every layout, batch size, wait mode, compiler and Java: the same bytes. */
class LayoutsTest {
    private static final int MINUTES = 600;

    /** What a run leaves behind. */
    private record Outcome(List<byte[]> steps, long digest, long stateHash, long orderHash) {}

    @Test
    void shouldGiveTheSameBytesInEveryLayoutAndBatchSize() throws Exception {
        final InputScript script = script(Seeds.seed("layouts", 11), MINUTES);
        final Outcome expected = run(script.source(), config(Layout.INLINE, WaitMode.BACKOFF, 256));
        assertTrue(reports(expected) > 100, "the stream must trade: " + reports(expected) + " reports");
        for (final Layout layout : Layout.values()) {
            for (final int batch : new int[] {1, 7, 256}) {
                for (final WaitMode wait : List.of(WaitMode.YIELD, WaitMode.BACKOFF)) {
                    same(
                            expected,
                            run(script.source(), config(layout, wait, batch)),
                            layout + " " + wait + " " + batch);
                }
            }
        }
    }

    /** Shares beside coins: an open, a close, orders that wait, bars of trades, and a split and a dividend at
     * midnight. */
    @Test
    void shouldGiveTheSameBytesWithSessionsAndCorporateActions() throws Exception {
        final EngineConfig shares = EngineConfig.read(RandomMarket.config()
                .toSettings()
                .put("instruments.1.calendar", "NYSE", "test")
                .put("instruments.2.calendar", "NASDAQ", "test")
                .put("instruments.0.actions", "2026-01-06 split 3:2, 2026-01-06 dividend 0.5", "test")
                .put("strategies.1.timeframe", "3000v", "test")
                .put("strategies.3.timeframe", "9t", "test"));
        final InputScript script = script(Seeds.seed("sessions and actions", 15), 1_500);
        final Outcome expected = run(script.source(), config(Layout.INLINE, WaitMode.BACKOFF, 256), shares);
        assertTrue(reports(expected) > 100, "the stream must trade: " + reports(expected) + " reports");
        for (final Layout layout : List.of(Layout.FUSED, Layout.DUO, Layout.PINNED)) {
            same(expected, run(script.source(), config(layout, WaitMode.YIELD, 7), shares), layout + " with sessions");
        }
    }

    @Test
    void shouldGiveTheSameBytesThroughTheInlet() throws Exception {
        final InputScript script = script(Seeds.seed("inlet", 12), 200);
        final Outcome expected = run(script.source(), config(Layout.INLINE, WaitMode.BACKOFF, 256));
        for (final Layout layout : List.of(Layout.FUSED, Layout.DUO, Layout.PINNED)) {
            same(expected, runThroughInlet(script, layout), layout + " inlet");
        }
    }

    /** The last input may cause an order and the order a report, after the source has said that it has no more. */
    @Test
    void shouldAnswerTheLastOrderBeforeItEnds() throws Exception {
        final InputScript whole = script(13, 30);
        for (int length = 2; length < whole.size(); length += 7) {
            final InputScript part = new InputScript();
            for (int i = 0; i < length; i++) {
                part.raw(whole.message(i));
            }
            final Outcome expected = run(part.source(), config(Layout.INLINE, WaitMode.BACKOFF, 256));
            for (final Layout layout : List.of(Layout.FUSED, Layout.DUO, Layout.PINNED)) {
                same(expected, run(part.source(), config(layout, WaitMode.YIELD, 256)), layout + " of " + length);
            }
        }
    }

    @Test
    void shouldGiveTheSameBytesWithoutTheCompiler() throws Exception {
        assertEquals(digest(50), childDigest(List.of("-Xint"), null));
    }

    @Test
    void shouldGiveTheSameBytesWithoutEscapeAnalysis() throws Exception {
        assertEquals(digest(50), childDigest(List.of("-XX:-DoEscapeAnalysis"), null));
    }

    @Test
    void shouldGiveTheSameBytesOnAnotherJava() throws Exception {
        final Path other = otherJava();
        Assumptions.assumeTrue(other != null, "skipped: no second JDK below /usr/lib/jvm");
        assertEquals(digest(50), childDigest(List.of(), other));
    }

    /** Prints the digest of a short run, for the parent to compare. */
    public static final class DigestMain {
        private DigestMain() {}

        public static void main(final String[] arguments) throws Exception {
            System.out.println("digest " + digest(Integer.parseInt(arguments[0])));
        }
    }

    private static String digest(final int minutes) throws Exception {
        final Outcome outcome = run(script(14, minutes).source(), config(Layout.INLINE, WaitMode.BACKOFF, 256));
        return Long.toHexString(outcome.digest) + "-" + Long.toHexString(outcome.stateHash) + "-"
                + Long.toHexString(outcome.orderHash) + "-" + outcome.steps.size();
    }

    private static String childDigest(final List<String> flags, final Path java) throws Exception {
        final ChildJvm.Result result = java == null
                ? ChildJvm.run(DigestMain.class, flags, List.of("50"), 60)
                : ChildJvm.run(java, DigestMain.class, flags, List.of("50"), 60);
        assertEquals(0, result.exitCode(), result.output());
        for (final String line : result.output().split("\n", -1)) {
            if (line.startsWith("digest ")) {
                return line.substring(7).trim();
            }
        }
        throw new AssertionError("no digest in: " + result.output());
    }

    private static Path otherJava() {
        final int own = Runtime.version().feature();
        for (final String home : List.of("/usr/lib/jvm/temurin-25-jdk-amd64", "/usr/lib/jvm/java-17-openjdk-amd64")) {
            final Path java = Path.of(home, "bin", "java");
            if (Files.isExecutable(java) && !home.contains("-" + own + "-")) {
                return java;
            }
        }
        return null;
    }

    private static InputScript script(final long seed, final int minutes) {
        return RandomMarket.inputs(new Random(seed), minutes);
    }

    private static PipelineConfig config(final Layout layout, final WaitMode wait, final int batch) {
        return new PipelineConfig(layout, wait, 64, 1 << 20, batch, List.of(), 64);
    }

    private static Outcome run(final InputSource source, final PipelineConfig config) throws InterruptedException {
        return run(source, config, RandomMarket.config());
    }

    private static Outcome run(final InputSource source, final PipelineConfig config, final EngineConfig engineConfig)
            throws InterruptedException {
        final StepBytes log = new StepBytes();
        final TradingEngine engine = new EngineFactory(engineConfig).simulated(source, log, StepListener.NONE);
        try (EngineRunner runner = EngineRunner.of(engine, config)) {
            runner.start();
            assertTrue(runner.awaitEnd(60_000), config + " did not end");
            assertNull(runner.halt(), () -> runner.halt().describe());
        }
        return new Outcome(log.steps(), log.digest(), engine.stateHash(), engine.orderHash());
    }

    private static Outcome runThroughInlet(final InputScript script, final Layout layout) throws InterruptedException {
        final Inlet inlet = new Inlet(1 << 16);
        final StepBytes log = new StepBytes();
        final TradingEngine engine = new EngineFactory(RandomMarket.config()).simulated(inlet, log, StepListener.NONE);
        try (EngineRunner runner = EngineRunner.of(engine, config(layout, WaitMode.YIELD, 256))) {
            runner.start();
            for (int i = 0; i < script.size(); i++) {
                final UnsafeBuffer message = new UnsafeBuffer(script.message(i));
                while (!inlet.offer(message, 0, message.capacity())) {
                    Thread.onSpinWait();
                }
            }
            inlet.close();
            assertTrue(runner.awaitEnd(60_000), layout + " did not end");
            assertNull(runner.halt(), () -> runner.halt().describe());
        }
        return new Outcome(log.steps(), log.digest(), engine.stateHash(), engine.orderHash());
    }

    private static void same(final Outcome expected, final Outcome actual, final String what) {
        for (int i = 0; i < Math.min(expected.steps.size(), actual.steps.size()); i++) {
            assertArrayEquals(expected.steps.get(i), actual.steps.get(i), what + ": step " + (i + 1));
        }
        assertEquals(expected.steps.size(), actual.steps.size(), what + ": number of steps");
        assertEquals(expected.stateHash, actual.stateHash, what + ": state hash");
        assertEquals(expected.orderHash, actual.orderHash, what + ": order hash");
    }

    private static int reports(final Outcome outcome) {
        int count = 0;
        final Step step = new Step();
        for (final byte[] bytes : outcome.steps) {
            step.load(new UnsafeBuffer(bytes), 0, bytes.length);
            count += step.inputTemplate() == ExecutionReportDecoder.TEMPLATE_ID ? 1 : 0;
        }
        return count;
    }
}
