package io.millrace.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.config.Settings;
import io.millrace.engine.EngineConfig;
import io.millrace.strategy.StrategyCatalog;
import io.millrace.strategy.StrategyFactory;
import io.millrace.strategy.StrategyRegistry;
import io.millrace.testkit.Seeds;
import io.millrace.testkit.StrategyMarket;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every strategy that this build has, on a market that makes it trade: cut at a hundred places and at each of its
 * signals, and with other futures. A strategy that decides nothing would pass whatever it does, so each must decide.
 */
class ShippedStrategiesTest {
    private static final int DAYS = 150;
    private static final int CUTS = 100;

    /** Of the data there is a finding: its observations are known in the moment they describe. */
    private static final Set<FindingKind> OF_THE_CODE =
            EnumSet.complementOf(EnumSet.of(FindingKind.UNPUBLISHED, FindingKind.OUTSIDE_SESSION));

    static List<String> names() {
        return StrategyRegistry.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void shouldKnowNothingOfWhatComesAfter(final String name) {
        final StrategyFactory factory = StrategyRegistry.find(name);
        final Settings settings = StrategyMarket.market();
        StrategyMarket.strategy(settings, 0, factory.descriptor());
        final StrategyCatalog catalog = StrategyCatalog.standard();
        final EngineConfig config = EngineConfig.read(settings, catalog);
        final long seed = Seeds.seed("shipped strategies", 41);
        final InputTape tape =
                InputTape.of(StrategyMarket.inputs(new Random(seed), DAYS).source());
        final ProofPlan plan = new ProofPlan(CUTS, tape.size(), 8, seed);
        final LookAheadReport report = new LookAheadCheck(
                        new ProofSubject(config, StrategyCode.of(catalog)), tape, plan, ProofProgress.NONE)
                .run();
        final List<Finding> found = report.findings().stream()
                .filter(finding -> OF_THE_CODE.contains(finding.kind()))
                .toList();
        assertEquals(List.of(), found, name + ", seed " + seed);
        assertEquals(CUTS, report.randomCuts());
        final int least = name.equals("buy-and-hold") ? 1 : 5;
        assertTrue(report.signals() >= least, name + " must decide here: " + report.signals());
        assertTrue(report.signalCuts() >= least && report.signalCuts() <= report.signals(), name + ": " + report);
    }
}
