package io.millrace.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.testkit.Seeds;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Strategies that peek are flagged; their twins, which do the same with the past only, are not. */
class PlantedCheatsTest {
    private static final int CLOSE = 4;
    private static final int HIGH = 2;
    private static final int WEEK = 7;
    private static final ProofPlan PLAN = new ProofPlan(60, 60, 10, 1);

    private final InputTape tape = ProofMarket.daily(Seeds.seed("planted cheats", 21), 300);

    private static double close(final List<double[]> rows, final int at) {
        return rows.get(Math.max(0, Math.min(rows.size() - 1, at)))[CLOSE];
    }

    private static double mean(final List<double[]> rows, final int from, final int to) {
        double sum = 0;
        int count = 0;
        for (int i = Math.max(0, from); i <= Math.min(to, rows.size() - 1); i++) {
            sum += rows.get(i)[CLOSE];
            count++;
        }
        return sum / count;
    }

    private static double highest(final List<double[]> rows, final int from, final int to) {
        double highest = 0;
        for (int i = Math.max(0, from); i <= Math.min(to, rows.size() - 1); i++) {
            highest = Math.max(highest, rows.get(i)[HIGH]);
        }
        return highest;
    }

    /** The length of mean that would have earned most on all rows that are known. */
    private static int tuned(final List<double[]> rows) {
        int best = 2;
        double most = Double.NEGATIVE_INFINITY;
        for (int length = 2; length <= 30; length++) {
            double gain = 0;
            for (int i = 1; i + 1 < rows.size(); i++) {
                gain += close(rows, i) > mean(rows, i - length, i) ? close(rows, i + 1) / close(rows, i) - 1 : 0;
            }
            if (gain > most) {
                most = gain;
                best = length;
            }
        }
        return best;
    }

    /** The last row whose stamp, read in the wrong zone, lies before now. */
    private static int stamped(final List<double[]> rows, final int now, final double slipNs) {
        int found = now;
        final double nowNs = rows.get(Math.min(now, rows.size() - 1))[0] + slipNs;
        while (found + 1 < rows.size() && rows.get(found + 1)[0] <= nowNs) {
            found++;
        }
        return found;
    }

    private static Map<String, Rule> cheats() {
        final Map<String, Rule> rules = new LinkedHashMap<>();
        rules.put("shift by -1", (rows, now) -> close(rows, now + 1) > close(rows, now));
        rules.put("centred window", (rows, now) -> mean(rows, now - 3, now + 3) > close(rows, now));
        rules.put("future maximum", (rows, now) -> highest(rows, now + 1, now + 5) > 1.03 * close(rows, now));
        rules.put(
                "resampled, labelled left",
                (rows, now) -> close(rows, now / WEEK * WEEK + WEEK - 1) > close(rows, now / WEEK * WEEK - 1));
        rules.put("global normalisation", (rows, now) -> close(rows, now) < mean(rows, 0, rows.size()));
        rules.put("tuned on the test set", (rows, now) -> close(rows, now) > mean(rows, now - tuned(rows), now));
        rules.put(
                "time zone slip",
                (rows, now) -> close(rows, stamped(rows, now, 1.5 * ProofMarket.DAY_NS)) > close(rows, now));
        return rules;
    }

    private static Map<String, Rule> honest() {
        final Map<String, Rule> rules = new LinkedHashMap<>();
        rules.put("shift by +1", (rows, now) -> close(rows, now) > close(rows, now - 1));
        rules.put("trailing window", (rows, now) -> mean(rows, now - 6, now) > close(rows, now));
        rules.put("past maximum", (rows, now) -> highest(rows, now - 5, now) > 1.03 * close(rows, now));
        rules.put(
                "resampled, labelled right",
                (rows, now) -> close(rows, (now + 1) / WEEK * WEEK - 1) > close(rows, (now + 1) / WEEK * WEEK - 8));
        rules.put("growing normalisation", (rows, now) -> close(rows, now) < mean(rows, 0, now));
        rules.put("tuned on the past", (rows, now) -> close(rows, now) > mean(rows, now - tuned(rows), now));
        rules.put("right time zone", (rows, now) -> close(rows, stamped(rows, now, 0)) > close(rows, now - 2));
        rules.put("always", (rows, now) -> true);
        rules.put("never", (rows, now) -> false);
        rules.put("every other week", (rows, now) -> now / WEEK % 2 == 0);
        return rules;
    }

    @Test
    void shouldFlagEveryStrategyThatPeeks() {
        cheats().forEach((name, rule) -> {
            final LookAheadReport report = ProofMarket.check(RuleStrategy.cheating(rule), tape, PLAN);
            assertTrue(report.has(FindingKind.TRUNCATION), name + " is not seen by cutting");
            assertTrue(report.has(FindingKind.POISON), name + " is not seen by poisoning");
            final Finding first = report.findings().get(0);
            assertNotNull(first.difference(), name);
            assertTrue(first.cut() > 0 && first.difference().step() > 0, name);
            assertTrue(report.signals() > 3, name + " must trade: " + report.signals());
        });
    }

    @Test
    void shouldFindNothingInTheirHonestTwins() {
        honest().forEach((name, rule) -> {
            final LookAheadReport report = ProofMarket.check(RuleStrategy.honest(rule), tape, PLAN);
            assertEquals(List.of(), report.findings(), name);
            assertEquals(60, report.randomCuts());
        });
    }

    /** A cheat whose data no cut can reach: it was made before, and is not made anew. */
    @Test
    void shouldSeeTheDataThatACheatWasMadeWith() {
        final Rule rule = cheats().get("shift by -1");
        final StrategyCode kept = StrategyCode.of(RuleStrategy.catalog(rule, RuleStrategy.rows(tape)));
        final LookAheadReport report = ProofMarket.check(kept, tape, PLAN);
        assertTrue(report.has(FindingKind.BACK_DOOR), report.findings().toString());
    }

    @Test
    void shouldRepeatEveryChoiceFromTheSeed() {
        final Rule rule = cheats().get("centred window");
        final ProofPlan plan = ProofPlan.STANDARD.withCuts(5).withSeed(7);
        assertEquals(
                ProofMarket.check(RuleStrategy.cheating(rule), tape, plan),
                ProofMarket.check(RuleStrategy.cheating(rule), tape, plan));
    }

    /** The same bars, the same decisions, other random numbers: then nothing can be said of cuts, and that is said. */
    @Test
    void shouldSayWhenARunCannotBeRepeated() {
        final int[] calls = new int[1];
        final Rule moody = (rows, now) -> calls[0]++ % 5 == 0;
        final LookAheadReport report = ProofMarket.check(RuleStrategy.honest(moody), ProofMarket.daily(3, 33), PLAN);
        assertEquals(FindingKind.NOT_REPEATABLE, report.findings().get(0).kind());
    }
}
