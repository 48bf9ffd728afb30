package io.millrace.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.testkit.ChildJvm;
import io.millrace.testkit.Seeds;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A strategy of the registry, whichever it is, allocates nothing once it is warm; nor does a portfolio of all. */
class StrategyAllocationTest {
    private static final String NAME = "StrategyAllocationTest";
    private static final long SEED = 5;

    static List<String> names() {
        return StrategyAllocation.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void shouldAllocateNothingOnceWarm(final String name) {
        final StrategyAllocation.Result result = StrategyAllocation.of(name, Seeds.seed(NAME, SEED), 20);
        assertEquals(0, result.bytes(), result::toString);
        assertTrue(result.steps() > 2_000, result::toString);
        assertTrue(name.equals("buy-and-hold") || result.said()[0] > 2, result::toString);
    }

    /**
     * What the compiler removes in the first test is counted here; the interpreter removes nothing. A compiler at
     * work charges the thread now and then, hence the repetitions.
     */
    @Test
    void shouldAllocateNothingWithoutEscapeAnalysis() throws Exception {
        allocateNothing("-XX:-DoEscapeAnalysis", "20");
    }

    @Test
    @Tag("slow")
    void shouldAllocateNothingInTheInterpreter() throws Exception {
        allocateNothing("-Xint", "2");
    }

    private static void allocateNothing(final String flag, final String runs) throws Exception {
        final String seed = Long.toString(Seeds.seed(NAME, SEED));
        final ChildJvm.Result child = ChildJvm.run(StrategyAllocation.class, List.of(flag), List.of(seed, runs), 120);
        assertEquals(0, child.exitCode(), child.output());
        for (final String name : names()) {
            assertTrue(child.output().contains(name + " bytes=0 "), () -> name + " in\n" + child.output());
        }
    }

    @Test
    void shouldMeasureRegimesTransfersAndInternalFills() {
        final StrategyAllocation.Result result = StrategyAllocation.of("portfolio", Seeds.seed(NAME, SEED), 1);
        for (final int count : result.said()) {
            assertTrue(count > 0, result::toString);
        }
    }
}
