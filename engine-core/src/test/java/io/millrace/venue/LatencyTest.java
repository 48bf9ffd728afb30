package io.millrace.venue;

import static io.millrace.event.codec.Side.BUY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.fixed.Fixed;
import io.millrace.venue.LatencyModel.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LatencyTest {
    private static final long SEED = Long.getLong("seed", 20_261_121L);
    private static final int DRAWS = 100_000;

    private static long[] orders(final LatencyModel model, final long seed) {
        final Delays delays = new Delays(model, seed);
        final long[] drawn = new long[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            drawn[i] = delays.order();
        }
        return drawn;
    }

    @Test
    void shouldDrawUniformDelaysEvenly() {
        final LatencyModel model = new LatencyModel(Shape.UNIFORM, 10, 19, 5, 5, 0);
        final int[] counts = new int[20];
        for (final long delay : orders(model, SEED)) {
            counts[(int) delay]++;
        }
        for (int i = 0; i < 20; i++) {
            // Five standard deviations of a binomial count.
            final double expected = i < 10 ? 0 : DRAWS / 10.0;
            assertEquals(expected, counts[i], i < 10 ? 0 : 5 * Math.sqrt(DRAWS * 0.09), "seed " + SEED + " delay " + i);
        }
        assertEquals(5, new Delays(model, SEED).report());
    }

    @Test
    void shouldDrawLognormalDelaysAroundTheirMedianUpToTheMaximum() {
        final LatencyModel model = new LatencyModel(Shape.LOGNORMAL, 1_000_000, 3_000_000, 0, 0, Fixed.ONE / 2);
        final long[] drawn = orders(model, SEED);
        Arrays.sort(drawn);
        final String word = "seed " + SEED;
        assertEquals(1_000_000, drawn[DRAWS / 2], 15_000, word);
        // exp(0.5 * 1) and exp(-0.5 * 1): the 84.13th and 15.87th percentile.
        assertEquals(1_648_721, drawn[(int) (DRAWS * 0.841345)], 30_000, word);
        assertEquals(606_531, drawn[(int) (DRAWS * 0.158655)], 12_000, word);
        assertEquals(3_000_000, drawn[DRAWS - 1], word);
        assertTrue(drawn[0] > 0, word);
    }

    @Test
    void shouldDrawTheSameFromOneSeedAndOthersFromAnother() {
        final LatencyModel model = new LatencyModel(Shape.LOGNORMAL, 1_000, 10_000, 0, 0, Fixed.ONE);
        assertTrue(Arrays.equals(orders(model, SEED), orders(model, SEED)));
        assertFalse(Arrays.equals(orders(model, SEED), orders(model, SEED + 1)));
        final Delays mixed = new Delays(model, SEED);
        final long first = mixed.order();
        mixed.report();
        final Delays alone = new Delays(model, SEED);
        assertEquals(first, alone.order());
        assertEquals(mixed.order(), alone.order(), "reports do not shift the delays of orders");
    }

    @Test
    void shouldKeepTheOrderOfAConnection() {
        final LatencyModel model = new LatencyModel(Shape.UNIFORM, 0, 5 * VenueScript.SECOND, 0, 0, 0);
        final VenueScript script = new VenueScript(VenueConfig.research().with(model), new RateFees(0, 0));
        long last = 0;
        for (int i = 0; i < 200; i++) {
            final long sent = i * VenueScript.SECOND / 10;
            final long arrival = script.venue.arrivalNs(sent);
            assertTrue(arrival >= last && arrival >= sent, "seed 0, command " + i);
            last = arrival;
        }
    }

    @Test
    void shouldTellTheStoryOfAnOrderInItsOrder() {
        final LatencyModel model = new LatencyModel(Shape.UNIFORM, 0, 0, 0, 100 * VenueScript.SECOND, 0);
        final VenueScript script = new VenueScript(
                VenueConfig.research().with(model).withParticipation(Fixed.ONE / 10), new RateFees(0, 0));
        for (int i = 0; i < 20; i++) {
            script.market(BUY, 50);
        }
        for (int i = 0; i < 30; i++) {
            script.bar(100, 101, 99, 100);
        }
        final List<String> told = new ArrayList<>();
        for (int id = 1; id <= 20; id++) {
            final String mark = "#" + id + " ";
            final String order = String.valueOf(id);
            final List<String> story =
                    script.reports.stream().filter(text -> text.contains(mark)).toList();
            assertTrue(story.size() >= 2, order);
            assertTrue(story.get(0).contains("ACCEPTED"), story.toString());
            assertTrue(story.get(story.size() - 1).contains("left 0"), story.toString());
            told.addAll(story);
        }
        assertEquals(script.reports.size(), told.size());
        assertNotEquals(script.reports, told, "nothing overtook anything: the delays were not drawn");
    }
}
