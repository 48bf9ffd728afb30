package io.millrace.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.backtest.Backtest;
import io.millrace.config.Settings;
import io.millrace.engine.EngineConfig;
import io.millrace.event.Absent;
import io.millrace.event.Messages;
import io.millrace.event.codec.CommandKind;
import io.millrace.event.codec.FeedState;
import io.millrace.event.codec.FeedStatusEncoder;
import io.millrace.event.codec.RunMode;
import io.millrace.event.codec.SessionDownDecoder;
import io.millrace.event.codec.SessionUpDecoder;
import io.millrace.feed.InputSource;
import io.millrace.source.DataException;
import io.millrace.source.DataSet;
import io.millrace.source.DataSpec;
import io.millrace.source.LoadOptions;
import io.millrace.source.ObservationSeries;
import io.millrace.source.RandomMarket;
import io.millrace.source.SeriesInputs;
import io.millrace.source.Stamp;
import io.millrace.testkit.InputScript;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The market data of a recorded run, as data of the next. */
class JournalDataTest {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long ONE = 100_000_000L;

    @TempDir
    private Path folder;

    private static EngineConfig config(DataSet data, String universe) {
        Settings settings = new Settings().put("engine.mode", "backtest", "test");
        List<String> symbols = SeriesInputs.symbols(data);
        for (int i = 0; i < symbols.size(); i++) {
            settings.put("instruments." + i + ".symbol", symbols.get(i), "test");
        }
        settings.put("strategies.0.name", "buy-and-hold", "test");
        settings.put("strategies.0.symbol", universe, "test");
        settings.put("strategies.0.timeframe", "1m", "test");
        for (ObservationSeries series : data.observations()) {
            settings.put("series." + data.observations().indexOf(series) + ".name", series.name(), "test");
        }
        return EffectiveConfig.of(settings).engine();
    }

    private static List<String> messages(SeriesInputs inputs) {
        List<String> messages = new ArrayList<>();
        while (inputs.advance()) {
            byte[] bytes = new byte[inputs.length()];
            inputs.buffer().getBytes(inputs.offset(), bytes);
            messages.add(Arrays.toString(bytes));
        }
        return messages;
    }

    private DataSet load(Path journal, LoadOptions options) {
        return DataSpec.parse("journal:" + journal, folder).load(options);
    }

    @Test
    void shouldGiveTheInputsThatTheRecordedRunWasGiven() {
        long seed = Long.getLong("seed", 20_261_122L);
        System.err.println("JournalDataTest seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 12; round++) {
            DataSet data = RandomMarket.of(random);
            EngineConfig config = config(data, SeriesInputs.symbols(data).get(0));
            Path journal = folder.resolve("run" + round);
            Backtest.Outcome recorded = new Backtest(config).run(RunInputs.of(data, config, 1), journal);

            DataSet again = load(journal, LoadOptions.DEFAULTS);

            String which = "seed " + seed + ", round " + round;
            assertEquals(messages(RunInputs.of(data, config, 1)), messages(RunInputs.of(again, config, 1)), which);
            Backtest.Outcome second = new Backtest(config).run(RunInputs.of(again, config, 1));
            assertEquals(recorded.stateHash(), second.stateHash(), which);
            assertEquals(recorded.orderHash(), second.orderHash(), which);
        }
    }

    @Test
    void shouldTakeTheSymbolsAndTheRangeAskedFor() {
        Random random = new Random(7);
        DataSet data = RandomMarket.of(random);
        EngineConfig config = config(data, SeriesInputs.symbols(data).get(0));
        Path journal = folder.resolve("run");
        new Backtest(config).run(RunInputs.of(data, config, 1), journal);

        DataSet one = load(journal, LoadOptions.DEFAULTS.withSymbol("B"));
        assertEquals(List.of("B"), SeriesInputs.symbols(one));
        DataException e = assertThrows(DataException.class, () -> load(journal, LoadOptions.DEFAULTS.withSymbol("BB")));
        assertTrue(e.getMessage().contains("no market data of symbol \"BB\"; the nearest is \"B\""), e.getMessage());
        assertEquals(3, e.exitCode());
        e = assertThrows(
                DataException.class,
                () -> load(
                        journal, LoadOptions.DEFAULTS.withRange(RandomMarket.START_NS - 2, RandomMarket.START_NS - 1)));
        assertTrue(e.getMessage().contains("in the range asked for"), e.getMessage());
        e = assertThrows(DataException.class, () -> load(journal, LoadOptions.DEFAULTS.withStamp(Stamp.CLOSE)));
        assertEquals(2, e.exitCode());
        e = assertThrows(DataException.class, () -> load(folder, LoadOptions.DEFAULTS));
        assertEquals(3, e.exitCode());
    }

    private static EngineConfig liveConfig() {
        Settings settings = new Settings().put("engine.mode", "backtest", "test");
        List<String> symbols = List.of("A", "B", "C");
        for (int i = 0; i < symbols.size(); i++) {
            settings.put("instruments." + i + ".symbol", symbols.get(i), "test");
            settings.put("strategies." + i + ".name", "sma-cross", "test");
            settings.put("strategies." + i + ".symbol", symbols.get(i), "test");
            settings.put("strategies." + i + ".timeframe", "1m", "test");
            settings.put("strategies." + i + ".params.fast", "2", "test");
            settings.put("strategies." + i + ".params.slow", "3", "test");
        }
        return EffectiveConfig.of(settings).engine();
    }

    /** Trades of A and B and bars of C as a feed gives them: late by up to 3 s, ticks with a grace of 2 s between. */
    private static InputScript live(Random random, boolean bothTimes) {
        InputScript script = new InputScript().up(RandomMarket.START_NS - 5 * SECOND_NS, 1);
        status(script, RandomMarket.START_NS - SECOND_NS, Absent.INSTRUMENT, FeedState.UP, 0);
        long[] price = {100, 100, 100};
        for (int second = 0; second < 3_600; second++) {
            long now = RandomMarket.START_NS + second * SECOND_NS;
            for (int count = random.nextInt(3); count > 0; count--) {
                int instrument = random.nextInt(2);
                price[instrument] = Math.max(50, price[instrument] + random.nextInt(9) - 4);
                long lateNs = random.nextInt(3_000) * 1_000_000L;
                script.trade(instrument, bothTimes ? now - lateNs : now, now, price[instrument] * ONE, ONE);
            }
            if (second % 60 == 1 && second > 60) {
                long open = price[2];
                price[2] = Math.max(50, open + random.nextInt(9) - 4);
                long[] prices = {open * ONE, 200 * ONE, 10 * ONE, price[2] * ONE};
                script.bar(2, 60, bothTimes ? now - SECOND_NS : now, now, prices, ONE);
            }
            if (second % 7 == 0) {
                tick(script, now - 2 * SECOND_NS, now);
            }
            if (second % 600 == 599) {
                status(script, now, random.nextInt(2), FeedState.GAP, 3);
            }
        }
        return script.down(RandomMarket.START_NS + 3_600 * SECOND_NS, 1);
    }

    private static void tick(InputScript script, long eventNs, long receiveNs) {
        byte[] message = new InputScript().tick(receiveNs).message(0);
        new UnsafeBuffer(message).putLong(Messages.HEADER_LENGTH, eventNs, ByteOrder.LITTLE_ENDIAN);
        script.raw(message);
    }

    private static void status(InputScript script, long timeNs, int instrument, FeedState state, long missing) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[128]);
        int length = Messages.writeHeader(buffer, 0, FeedStatusEncoder.TEMPLATE_ID, FeedStatusEncoder.BLOCK_LENGTH);
        new FeedStatusEncoder()
                .wrap(buffer, Messages.HEADER_LENGTH)
                .eventTime(timeNs)
                .receiveTime(timeNs)
                .instrument(instrument)
                .source(4)
                .reserved(0)
                .missing(missing)
                .state(state);
        script.copy(buffer, 0, length);
    }

    /** All but the sessions, and but the number of the source, which is the run's own. */
    private static List<String> market(InputSource inputs) {
        List<String> messages = new ArrayList<>();
        while (inputs.advance()) {
            int template = Messages.templateId(inputs.buffer(), inputs.offset());
            if (template != SessionUpDecoder.TEMPLATE_ID && template != SessionDownDecoder.TEMPLATE_ID) {
                byte[] bytes = new byte[inputs.length()];
                inputs.buffer().getBytes(inputs.offset(), bytes);
                new UnsafeBuffer(bytes).putShort(Messages.HEADER_LENGTH + 20, (short) 0);
                messages.add(Arrays.toString(bytes));
            }
        }
        return messages;
    }

    @Test
    void shouldDecideAsTheLiveRunThatWasRecorded() {
        long seed = Long.getLong("seed", 20_261_122L);
        System.err.println("JournalDataTest seed " + seed);
        EngineConfig config = liveConfig();
        for (int round = 0; round < 4; round++) {
            String which = "seed " + seed + ", round " + round;
            Path journal = folder.resolve("live" + round);
            InputScript script = live(new Random(seed + round), true);
            Backtest.Outcome recorded = new Backtest(config).run(script.source(), journal);

            DataSet data = load(journal, LoadOptions.DEFAULTS);

            assertEquals(List.of(), data.notices());
            assertEquals(market(script.source()), market(RunInputs.of(data, config, 1)), which);
            Backtest.Outcome again = new Backtest(config).run(RunInputs.of(data, config, 1));
            assertEquals(recorded.orderHash(), again.orderHash(), which);
            assertEquals(recorded.recorder().bars(), again.recorder().bars(), which);
            InputScript oneTime = live(new Random(seed + round), false);
            assertNotEquals(
                    recorded.orderHash(),
                    new Backtest(config).run(oneTime.source()).orderHash(),
                    which + ": its two times decide nothing");
        }
    }

    @Test
    void shouldKeepTheRecordedOrderBesideOtherData() {
        EngineConfig config = liveConfig();
        Path journal = folder.resolve("live");
        InputScript script = live(new Random(11), true);
        new Backtest(config).run(script.source(), journal);
        DataSet data = load(journal, LoadOptions.DEFAULTS);
        DataSet other = RandomMarket.of(new Random(12)).withObservations(List.of());

        List<String> symbols = List.of("A", "B", "C", "D");
        for (List<DataSet> sets : List.of(List.of(other, data), List.of(data, other))) {
            List<String> both = market(new SeriesInputs(DataSet.joined(sets), symbols, RunMode.BACKTEST, 1));
            List<String> alone = market(new SeriesInputs(other, symbols, RunMode.BACKTEST, 1));
            List<String> expected = market(script.source());
            assertEquals(expected.size() + alone.size(), both.size());
            both.removeIf(message -> !Set.copyOf(expected).contains(message));
            assertEquals(expected, both);
        }
    }

    @Test
    void shouldLeaveOutAndCountWhatTheRecordedEngineCouldNotPlace() {
        EngineConfig config = liveConfig();
        Path journal = folder.resolve("strange");
        long[] prices = {ONE, ONE, ONE, ONE};
        InputScript script = new InputScript()
                .up(RandomMarket.START_NS, 1)
                .trade(0, RandomMarket.START_NS + 1, ONE, ONE)
                .trade(77, RandomMarket.START_NS + 2, ONE, ONE)
                .trade(Absent.INSTRUMENT, RandomMarket.START_NS + 3, ONE, ONE)
                .quote(3, RandomMarket.START_NS + 3, ONE, ONE, ONE)
                .bar(0, 0, RandomMarket.START_NS + 3, prices, ONE)
                .command(RandomMarket.START_NS + 4, CommandKind.FLATTEN)
                .trade(1, RandomMarket.START_NS + 5, ONE, ONE)
                .up(RandomMarket.START_NS + 7, 2)
                .trade(1, RandomMarket.START_NS + 8, ONE, ONE);
        new Backtest(config).run(script.source(), journal);

        DataSet data = load(journal, LoadOptions.DEFAULTS);

        assertEquals(3, data.rows());
        String notices = String.join("\n", data.notices());
        assertTrue(notices.contains("4 rows that the recorded engine could not place are left out"), notices);
        assertTrue(notices.contains("1 commands of the recorded run"), notices);
        assertTrue(notices.contains("the 2 sessions of the recorded run are given as one"), notices);

        Path nothing = folder.resolve("nothing");
        new Backtest(config)
                .run(
                        new InputScript()
                                .up(RandomMarket.START_NS, 1)
                                .trade(77, RandomMarket.START_NS + 2, ONE, ONE)
                                .source(),
                        nothing);
        DataException e = assertThrows(DataException.class, () -> load(nothing, LoadOptions.DEFAULTS));
        assertTrue(e.getMessage().contains("of an instrument that its header names"), e.getMessage());
    }
}
