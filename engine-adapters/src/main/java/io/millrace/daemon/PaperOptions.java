package io.millrace.daemon;

import io.millrace.config.Settings;
import io.millrace.control.ApiConfig;
import io.millrace.engine.EngineConfig;
import io.millrace.journal.Durability;
import io.millrace.journal.JournalSettings;
import io.millrace.pipeline.Layout;
import io.millrace.pipeline.PipelineConfig;
import io.millrace.pipeline.WaitMode;
import io.millrace.settings.SessionStamps;
import io.millrace.source.DataSet;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * What a paper run needs. Immutable; {@link #of} gives the defaults.
 *
 * @param dataDir home of the journal, the health file, the KILL file and the command files
 * @param data the recorded feed
 * @param config the engine, mode paper
 * @param speed feed time per wall time; infinite = as fast as the inlet takes
 * @param once end with the data; otherwise wait there for a stop
 * @param dryRun decide and journal, but send nothing; kept in a journal of its own
 * @param pipeline threads
 * @param durability what a journaled step survives
 * @param acceptClockStep start although the wall clock is behind the journal's last write
 * @param journal changes the journal's settings, for tests and small disks
 * @param api the service for people and programs
 * @param settings every value with its source, to be shown
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
        UnaryOperator<JournalSettings> journal,
        ApiConfig api,
        Settings settings) {

    /** One thread, the tape's own speed, waiting at its end, durable against a kill of the process, no service. */
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
                UnaryOperator.identity(),
                new ApiConfig(false, 0),
                config.toSettings());
    }

    /** {@code value} times the recorded speed; infinite = as fast as it goes. */
    public PaperOptions withSpeed(double value) {
        return new PaperOptions(
                dataDir,
                data,
                config,
                value,
                once,
                dryRun,
                pipeline,
                durability,
                acceptClockStep,
                journal,
                api,
                settings);
    }

    public PaperOptions withOnce(boolean value) {
        return new PaperOptions(
                dataDir,
                data,
                config,
                speed,
                value,
                dryRun,
                pipeline,
                durability,
                acceptClockStep,
                journal,
                api,
                settings);
    }

    public PaperOptions withDryRun(boolean value) {
        return new PaperOptions(
                dataDir,
                data,
                config,
                speed,
                once,
                value,
                pipeline,
                durability,
                acceptClockStep,
                journal,
                api,
                settings);
    }

    public PaperOptions withPipeline(PipelineConfig value) {
        return new PaperOptions(
                dataDir, data, config, speed, once, dryRun, value, durability, acceptClockStep, journal, api, settings);
    }

    public PaperOptions withDurability(Durability value) {
        return new PaperOptions(
                dataDir, data, config, speed, once, dryRun, pipeline, value, acceptClockStep, journal, api, settings);
    }

    public PaperOptions withAcceptClockStep(boolean value) {
        return new PaperOptions(
                dataDir, data, config, speed, once, dryRun, pipeline, durability, value, journal, api, settings);
    }

    public PaperOptions withJournal(UnaryOperator<JournalSettings> value) {
        return new PaperOptions(
                dataDir,
                data,
                config,
                speed,
                once,
                dryRun,
                pipeline,
                durability,
                acceptClockStep,
                value,
                api,
                settings);
    }

    public PaperOptions withApi(ApiConfig value) {
        return new PaperOptions(
                dataDir,
                data,
                config,
                speed,
                once,
                dryRun,
                pipeline,
                durability,
                acceptClockStep,
                journal,
                value,
                settings);
    }

    /** Shows these, sources included. */
    public PaperOptions withSettings(Settings value) {
        return new PaperOptions(
                dataDir, data, config, speed, once, dryRun, pipeline, durability, acceptClockStep, journal, api, value);
    }

    /** Where the journal is: a dry run must never be mistaken for one that sent its orders. */
    public Path journalDir() {
        return dataDir.resolve(dryRun ? "journal-dry-run" : "journal");
    }
}
