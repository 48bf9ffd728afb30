package io.millrace.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class TestkitTest {
    private static final int BYTES = 1024;
    private Object kept;

    /** The child of the tests below: prints its argument and the flag it got, or waits. */
    static final class Child {
        private Child() {}

        public static void main(final String[] args) throws InterruptedException {
            if (args[0].equals("wait")) {
                Thread.sleep(60_000);
            }
            System.out.println(args[0] + " " + System.getProperty("java.vm.info") + " " + System.getProperty("x"));
            System.exit(7);
        }
    }

    @Test
    void shouldCountTheBytesOfAnArray() {
        final long bytes = new AllocationProbe().allocatedBytes(100, () -> kept = new byte[BYTES]);
        // An array is its bytes and a header of at most 24, rounded up to 8.
        assertTrue(kept != null && bytes >= BYTES && bytes <= BYTES + 24, () -> "counted " + bytes);
    }

    @Test
    void shouldCountNothingForATaskThatAllocatesNothing() {
        final long[] sum = new long[1];
        assertEquals(0, new AllocationProbe().allocatedBytes(1000, () -> sum[0]++));
    }

    @Test
    void shouldRunAChildWithItsFlagsAndReturnItsExitCode() throws Exception {
        final ChildJvm.Result result = ChildJvm.run(Child.class, List.of("-Xint", "-Dx=y"), List.of("hello"), 30);
        assertEquals(7, result.exitCode(), result::output);
        assertTrue(result.output().contains("hello interpreted mode"), result::output);
        assertTrue(result.output().contains(" y"), result::output);
    }

    @Test
    void shouldEndAChildThatOutlivesItsLimit() {
        final IllegalStateException e = assertThrows(
                IllegalStateException.class, () -> ChildJvm.run(Child.class, List.of(), List.of("wait"), 1));
        assertTrue(e.getMessage().contains("still ran after 1 s"), e::getMessage);
    }

    @Test
    void shouldTakeTheSeedGivenAndRefuseOneThatIsNoNumber() {
        final String before = System.getProperty("seed");
        try {
            System.clearProperty("seed");
            assertEquals(5, Seeds.seed("testkit", 5));
            System.setProperty("seed", "42");
            assertEquals(42, Seeds.seed("testkit", 5));
            System.setProperty("seed", "x");
            assertThrows(IllegalArgumentException.class, () -> Seeds.seed("testkit", 5));
        } finally {
            if (before == null) {
                System.clearProperty("seed");
            } else {
                System.setProperty("seed", before);
            }
        }
    }
}
