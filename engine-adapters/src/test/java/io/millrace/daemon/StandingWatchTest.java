package io.millrace.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.config.Settings;
import io.millrace.engine.EngineConfig;
import io.millrace.engine.EngineFactory;
import io.millrace.engine.StepLog;
import io.millrace.engine.TradingEngine;
import io.millrace.event.StateBuffer;
import io.millrace.event.Step;
import io.millrace.event.codec.CommandKind;
import io.millrace.fixed.Fixed;
import io.millrace.testkit.InputScript;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the console says when trading is reduced, halted or active again: 9,000 in one name, 5 % and 7.5 % a day. */
class StandingWatchTest {
    private static final long START_NS = 1_767_571_200_000_000_000L;
    private static final long MINUTE_NS = TimeUnit.MINUTES.toNanos(1);
    private static final String ENTRIES = ": working entries are cancelled, only exits leave until ";
    private static final String REDUCED = ENTRIES + "it is over, or the command resume";

    private final InputScript inputs = new InputScript().up(START_NS, 1);
    private final EngineConfig config = EngineConfig.read(new Settings()
            .put("engine.mode", "backtest", "test")
            .put("risk.dailyLoss", "0.05", "test")
            .put("risk.dailyLossHalt", "1.5", "test")
            .put("venue.slippage", "0", "test")
            .put("venue.participation", "0", "test")
            .put("venue.makerFee", "0", "test")
            .put("venue.takerFee", "0", "test")
            .put("instruments.0.symbol", "X", "test")
            .put("instruments.0.lot", "1", "test")
            .put("strategies.0.name", "buy-and-hold", "test")
            .put("strategies.0.symbol", "X", "test")
            .put("strategies.0.timeframe", "1m", "test")
            .put("strategies.0.capital", "9000", "test"));
    private final List<String> said = new ArrayList<>();
    private int minute;
    private final RunState state = new RunState(config);
    private StandingWatch watch;

    private void bar(double price) {
        long at = Fixed.fromDouble(price);
        inputs.bar(0, 60, START_NS + ++minute * MINUTE_NS, new long[] {at, at, at, at}, 1_000 * Fixed.ONE);
    }

    private void command(CommandKind kind) {
        inputs.command(START_NS + minute * MINUTE_NS + 1, kind);
    }

    /** Runs it, with a look after each step, so far apart. */
    private List<String> run(long apartNs) {
        watch = new StandingWatch(state, said::add);
        TradingEngine engine = new EngineFactory(config).simulated(inputs.source(), StepLog.NONE, state);
        Step step = new Step();
        long nowNs = 0;
        while (engine.runOne(step)) {
            watch.round(nowNs += apartNs);
        }
        return said;
    }

    @Test
    void shouldSayAtOnceWhoReducesAndHaltsWithTheFigures() {
        bar(100);
        bar(100);
        bar(94);
        bar(92);
        command(CommandKind.RESUME);
        command(CommandKind.REDUCE);
        command(CommandKind.HALT);
        command(CommandKind.RESUME);
        command(CommandKind.KILL);
        command(CommandKind.RESUME);
        command(CommandKind.REDUCE);
        command(CommandKind.RESUME);
        assertEquals(
                List.of(
                        "REDUCING by DAILY_LOSS: 0.0600 of 0.0500" + REDUCED,
                        "HALTED by DAILY_LOSS: 0.0800 of 0.0750" + ENTRIES + "the command resume",
                        "resumed: trading is ACTIVE again",
                        "REDUCING by a command" + ENTRIES + "the command resume",
                        "HALTED by a command" + ENTRIES + "the command resume",
                        "resumed: trading is ACTIVE again",
                        "resumed: trading is ACTIVE again",
                        "REDUCING by a command" + ENTRIES + "the command resume",
                        "the command reduce no longer reduces: trading is ACTIVE again"),
                run(MINUTE_NS));
    }

    /** A control's own end does not lift a person's reduction. */
    @Test
    void shouldSayWhatStillReduces() {
        bar(100);
        bar(100);
        bar(94);
        command(CommandKind.REDUCE);
        minute = 24 * 60;
        bar(94);
        bar(94);
        assertEquals(
                List.of(
                        "REDUCING by DAILY_LOSS: 0.0600 of 0.0500" + REDUCED,
                        "REDUCING by a command" + ENTRIES + "the command resume",
                        "DAILY_LOSS no longer reduces: trading is REDUCING by the command reduce"),
                run(MINUTE_NS));
    }

    @Test
    void shouldNotFloodTheConsoleAndEndWithWhatIsSo() {
        for (int i = 0; i < 50; i++) {
            command(CommandKind.REDUCE);
            command(CommandKind.RESUME);
        }
        command(CommandKind.REDUCE);
        String reducing = "REDUCING by a command" + ENTRIES + "the command resume";
        String over = "the command reduce no longer reduces: trading is ACTIVE again";
        assertEquals(List.of(reducing, over), run(1_000_000));
        watch.round(2 * MINUTE_NS);
        watch.round(3 * MINUTE_NS);
        assertEquals(List.of(reducing, over, reducing), said);
    }

    @Test
    void shouldNotSayAgainWhatStoodBefore() {
        bar(100);
        bar(100);
        bar(94);
        bar(92);
        run(MINUTE_NS);
        StateBuffer bytes = new StateBuffer();
        state.writeState(bytes);
        RunState again = new RunState(config);
        again.readState(bytes);
        assertEquals(state.standing(), again.standing());
        said.clear();
        new StandingWatch(again, said::add).round(MINUTE_NS);
        assertEquals(List.of(), said);
    }
}
