package io.millrace.cli;

import io.millrace.backtest.RunRecorder;
import io.millrace.engine.EngineConfig;
import io.millrace.engine.StepListener;
import io.millrace.journal.JournalCut;
import io.millrace.plugin.Plugins;
import io.millrace.replay.JournalHeader;
import io.millrace.replay.Replay;
import io.millrace.replay.ReplayResult;
import io.millrace.report.RunResult;
import io.millrace.report.Speed;
import io.millrace.report.Verification;
import java.nio.file.Path;
import java.util.List;

/** Verifies the journal of a run, and makes the result of a run out of its journal alone. */
final class RunReplay {
    private RunReplay() {}

    /** The run with what its journal's replay found, and the replay itself. */
    record Verified(RunResult run, ReplayResult replay) {}

    /** Replays the journal of a finished run. */
    static Verified verify(RunResult run, Path journal) {
        ReplayResult replay = new Replay(journal, Plugins.catalog()).run(true, StepListener.NONE);
        RunResult verified = new RunResult(
                run.header(),
                run.account(),
                run.curve(),
                run.prices(),
                run.trades(),
                run.speed(),
                verification(journal, replay),
                run.notices(),
                run.attribution());
        return new Verified(verified, replay);
    }

    /** Everything again from the journal. */
    static Verified rebuild(String runId, Path journal, boolean closeAtEnd) {
        JournalCut cut = JournalCut.read(journal);
        if (cut != null) {
            throw new CommandException(
                    CommandException.DATA,
                    journal + " " + cut.describe() + ": a report needs the whole run; that of the daemon's log files"
                            + " is in trades.csv");
        }
        EngineConfig config = JournalHeader.read(journal, Plugins.catalog()).config();
        RunRecorder recorder = new RunRecorder(config);
        Replay again = new Replay(journal, Plugins.catalog());
        ReplayResult replay = again.run(true, recorder);
        Speed speed = new Speed(recorder.bars(), recorder.inputs(), replay.elapsedNs() / 1e9, List.of());
        RunResult run = RunResults.of(
                runId,
                config,
                recorder,
                speed,
                verification(journal, replay),
                ModelWords.failures(config, recorder, again::strategy),
                List.of("rebuilt by replaying the journal; the times are those of the replay"));
        return new Verified(closeAtEnd ? new CloseAtEnd(config, run, recorder.open()).apply() : run, replay);
    }

    private static Verification verification(Path journal, ReplayResult replay) {
        return new Verification(
                journal.toString(),
                replay.steps(),
                replay.identical() ? Verification.Status.VERIFIED : Verification.Status.DIFFERS,
                RunResults.hash(replay.stateHash()),
                RunResults.hash(replay.orderHash()));
    }
}
