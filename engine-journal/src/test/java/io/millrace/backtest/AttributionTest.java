package io.millrace.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.config.Setting;
import io.millrace.config.Settings;
import io.millrace.engine.EngineConfig;
import io.millrace.fixed.Fixed;
import io.millrace.report.Attribution;
import io.millrace.report.ModelResult;
import io.millrace.testkit.RandomMarket;
import io.millrace.testkit.Seeds;
import org.junit.jupiter.api.Test;

/** The models' results add up to the account's, to the last digit. */
class AttributionTest {
    private static final long DAY_NS = 86_400_000_000_000L;

    @Test
    void shouldAddUpToTheAccountWithTransfers() {
        final RunRecorder recorder = run(budgets(), 6_000);
        final Attribution attribution = recorder.attribution();
        long pnl = 0;
        long fees = 0;
        long moved = 0;
        int trades = 0;
        for (final ModelResult model : attribution.models()) {
            pnl += model.pnl();
            fees += model.fees();
            trades += model.trades();
            moved += Math.abs(model.transfers());
            assertTrue(model.maxDrawdown() >= 0 && model.maxDrawdown() < 1, model.name() + model.maxDrawdown());
            assertTrue(model.exposure() >= 0 && model.exposure() <= 1.01, model.name() + model.exposure());
        }
        assertTrue(moved > 0, "nothing was moved");
        assertEquals(recorder.curve().finalEquity() - 60_000 * Fixed.ONE, pnl);
        assertEquals(recorder.fees(), fees);
        assertEquals(recorder.trades().roundTrips().size(), trades);
        final int last = attribution.timeNs().length - 1;
        long charted = 0;
        for (final long[] column : attribution.pnl()) {
            charted += column[last];
        }
        assertEquals(pnl, charted);
        assertTrue(last < AttributionRecorder.MAX_SAMPLES + 1);
    }

    @Test
    void shouldTellTwoOfOneNameApart() {
        final Attribution attribution =
                run(RandomMarket.config().toSettings(), 10).attribution();
        assertEquals("sma-cross BARS 5m", attribution.models().get(0).name());
        assertEquals("sma-cross BARS 1m", attribution.models().get(1).name());
        assertEquals("buy-and-hold", attribution.models().get(5).name());
    }

    /** 100 grow to 120, 60 are taken out, 12 of the other 60 are lost: a fifth. */
    @Test
    void shouldNotTakeATransferForALoss() {
        final ModelRecorder model = new ModelRecorder("m", 100);
        model.begin(0);
        model.value(0, 120, 60);
        model.transfer(DAY_NS, -60);
        model.value(2 * DAY_NS, 48, 0);
        final ModelResult result = model.result(4 * DAY_NS);
        assertEquals(8, result.pnl());
        assertEquals(0.2, result.maxDrawdown(), 1e-15);
        // Half invested on the first day, wholly on the second, not at all on the last two.
        assertEquals(0.375, result.exposure(), 1e-15);
    }

    /** Two halves of a universe fall and rise by 10 at one time, one after the other: the account never was below. */
    @Test
    void shouldSeeOfOneTimeTheLastValueOnly() {
        final ModelRecorder model = new ModelRecorder("m", 100);
        model.begin(0);
        model.value(DAY_NS, 90, 90);
        model.value(DAY_NS, 100, 100);
        model.value(2 * DAY_NS, 130, 100);
        model.value(2 * DAY_NS, 120, 100);
        model.value(3 * DAY_NS, 114, 100);
        // From 120 to 114, not from 130; and not the 90 between two marks.
        assertEquals(0.05, model.result(4 * DAY_NS).maxDrawdown(), 1e-15);
    }

    private static RunRecorder run(final Settings settings, final int minutes) {
        return new Backtest(EngineConfig.read(settings))
                .run(RandomMarket.inputs(Seeds.random("AttributionTest", 11), minutes)
                        .source())
                .recorder();
    }

    private static Settings budgets() {
        final Settings settings = new Settings();
        for (final Setting setting : RandomMarket.config().toSettings().all()) {
            if (!setting.key().endsWith(".capital")) {
                settings.put(setting.key(), setting.value(), "test");
            }
        }
        for (int i = 0; i < 6; i++) {
            settings.put("strategies." + i + ".budget", "0.15", "test");
        }
        return settings.put("portfolio.capital", "60000", "test").put("portfolio.rebalance", "daily", "test");
    }
}
