package io.millrace.daemon;

import io.millrace.config.Settings;
import io.millrace.control.ApiConfig;
import io.millrace.engine.EngineConfig;
import io.millrace.journal.Durability;
import io.millrace.journal.JournalSettings;
import io.millrace.logs.LogConfig;
import io.millrace.notify.NotifyConfig;
import io.millrace.pipeline.Layout;
import io.millrace.pipeline.PipelineConfig;
import io.millrace.pipeline.WaitMode;
import io.millrace.settings.SessionStamps;
import io.millrace.source.DataSet;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * What a paper run needs. Immutable; {@link #of} gives the defaults.
 *
 * @param dataDir home of the journal, the health file, the KILL file and the command files
 * @param data the recorded feed
 * @param config the engine, mode paper or live
 * @param speed feed time per wall time; infinite = as fast as the inlet takes
 * @param once end with the data; otherwise wait there for a stop
 * @param dryRun decide and journal, but send nothing; kept in a journal of its own
 * @param pipeline threads
 * @param durability what a journaled step survives
 * @param acceptClockStep start although the wall clock is behind the journal's last write
 * @param snapshotEvery steps from one snapshot to the next; 0 = none are taken or used
 * @param journal changes the journal's settings, for tests and small disks
 * @param api the service for people and programs
 * @param settings every value with its source, to be shown
 * @param feed a live feed instead of {@code data}; null = none
 * @param logs the log files
 * @param notices who is told of what happens
 * @param stallMs a stage at one step for so long halts the run; 0 = never
 * @param live for mode live, which does not begin without; null = none
 */
public record PaperOptions(
        Path dataDir,
        DataSet data,
        EngineConfig config,
        double speed,
        boolean once,
        boolean dryRun,
        PipelineConfig pipeline,
        Durability durability,
        boolean acceptClockStep,
        long snapshotEvery,
        UnaryOperator<JournalSettings> journal,
        ApiConfig api,
        Settings settings,
        FeedConfig feed,
        LogConfig logs,
        NotifyConfig notices,
        int stallMs,
        LiveStart live) {

    /** Steps from one snapshot to the next unless told otherwise. */
    public static final long SNAPSHOT_EVERY = 1_000_000;

    /** With the watchdog's rounds less than two seconds. */
    static final int STALL_MS = 1_500;

    static final int LEAST_STALL_MS = 200;

    /** One thread, the tape's own speed, waiting at its end, durable against a kill of the process, no service, no
     * log files. */
    public static PaperOptions of(Path dataDir, DataSet data, EngineConfig config) {
        return new PaperOptions(
                dataDir,
                SessionStamps.apply(data, config),
                config,
                1,
                false,
                false,
                PipelineConfig.of(Layout.FUSED, WaitMode.BACKOFF),
                Durability.PROCESS,
                false,
                SNAPSHOT_EVERY,
                UnaryOperator.identity(),
                new ApiConfig(false, 0),
                config.toSettings(),
                null,
                LogConfig.off(),
                NotifyConfig.none(),
                STALL_MS,
                null);
    }

    public PaperOptions withSpeed(double value) {
        return edited(draft -> draft.speed = value);
    }

    public PaperOptions withOnce(boolean value) {
        return edited(draft -> draft.once = value);
    }

    public PaperOptions withDryRun(boolean value) {
        return edited(draft -> draft.dryRun = value);
    }

    public PaperOptions withPipeline(PipelineConfig value) {
        return edited(draft -> draft.pipeline = value);
    }

    public PaperOptions withDurability(Durability value) {
        return edited(draft -> draft.durability = value);
    }

    public PaperOptions withAcceptClockStep(boolean value) {
        return edited(draft -> draft.acceptClockStep = value);
    }

    public PaperOptions withSnapshotEvery(long value) {
        return edited(draft -> draft.snapshotEvery = value);
    }

    public PaperOptions withJournal(UnaryOperator<JournalSettings> value) {
        return edited(draft -> draft.journal = value);
    }

    public PaperOptions withApi(ApiConfig value) {
        return edited(draft -> draft.api = value);
    }

    /** Shows these, sources included. */
    public PaperOptions withSettings(Settings value) {
        return edited(draft -> draft.settings = value);
    }

    public PaperOptions withFeed(FeedConfig value) {
        return edited(draft -> draft.feed = value);
    }

    public PaperOptions withLive(LiveStart value) {
        return edited(draft -> draft.live = value);
    }

    public PaperOptions withStallMs(int value) {
        return edited(draft -> draft.stallMs = value);
    }

    public PaperOptions withLogs(LogConfig value) {
        return edited(draft -> draft.logs = value);
    }

    public PaperOptions withNotices(NotifyConfig value) {
        return edited(draft -> draft.notices = value);
    }

    /** Where the log files are; a dry run has its own. */
    public Path logDir() {
        return dataDir.resolve(dryRun ? "logs-dry-run" : "logs");
    }

    /** Where the journal is: a dry run must never be mistaken for one that sent its orders. */
    public Path journalDir() {
        return dataDir.resolve(dryRun ? "journal-dry-run" : "journal");
    }

    private PaperOptions edited(Consumer<Draft> edit) {
        Draft draft = new Draft(this);
        edit.accept(draft);
        return draft.done(this);
    }

    /** The fields that can be changed, while one of them is. */
    private static final class Draft {
        private double speed;
        private boolean once;
        private boolean dryRun;
        private PipelineConfig pipeline;
        private Durability durability;
        private boolean acceptClockStep;
        private long snapshotEvery;
        private UnaryOperator<JournalSettings> journal;
        private ApiConfig api;
        private Settings settings;
        private FeedConfig feed;
        private LogConfig logs;
        private NotifyConfig notices;
        private int stallMs;
        private LiveStart live;

        private Draft(PaperOptions from) {
            speed = from.speed;
            once = from.once;
            dryRun = from.dryRun;
            pipeline = from.pipeline;
            durability = from.durability;
            acceptClockStep = from.acceptClockStep;
            snapshotEvery = from.snapshotEvery;
            journal = from.journal;
            api = from.api;
            settings = from.settings;
            feed = from.feed;
            logs = from.logs;
            notices = from.notices;
            stallMs = from.stallMs;
            live = from.live;
        }

        private PaperOptions done(PaperOptions from) {
            return new PaperOptions(
                    from.dataDir,
                    from.data,
                    from.config,
                    speed,
                    once,
                    dryRun,
                    pipeline,
                    durability,
                    acceptClockStep,
                    snapshotEvery,
                    journal,
                    api,
                    settings,
                    feed,
                    logs,
                    notices,
                    stallMs,
                    live);
        }
    }
}
