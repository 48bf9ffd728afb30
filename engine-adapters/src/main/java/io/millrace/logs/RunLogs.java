package io.millrace.logs;

import io.millrace.engine.EngineConfig;
import io.millrace.follow.JournalFollower;
import io.millrace.follow.SavedStates;
import java.nio.file.Path;
import java.util.function.Consumer;

/** The log files of one run, from its start to its end. Any thread. */
public final class RunLogs implements AutoCloseable {
    private final StepLogger logger;
    private final JournalFollower follower;

    private RunLogs(StepLogger logger, JournalFollower follower) {
        this.logger = logger;
        this.follower = follower;
    }

    /**
     * Begins to write.
     *
     * @param folder where; made when it is not there
     * @param lastStep of the journal before this session; lines of later ones are of a journal that is lost
     * @param saved what the last session has saved of itself
     * @param say told once when writing fails, and once when it goes on
     */
    public static RunLogs start(
            Path folder,
            Path journal,
            EngineConfig engine,
            LogConfig config,
            long lastStep,
            SavedStates saved,
            Consumer<String> say) {
        StepLogger logger = new StepLogger(folder, engine, config, lastStep, say);
        logger.note("Start", "process " + ProcessHandle.current().pid() + ", journal " + journal);
        return new RunLogs(logger, new JournalFollower("millrace-logs", saved, logger).start());
    }

    /** A line of the stream {@code system}; never blocks. Nothing secret may be in it. */
    public void note(String type, String text) {
        logger.note(type, text);
    }

    /** Lines written by this process. */
    public long lines() {
        return logger.lines();
    }

    /** The step that the journal was read to. */
    public long readTo() {
        return follower.readTo();
    }

    /** How often writing has failed. */
    public long failures() {
        return logger.failures();
    }

    /** Writes what the journal holds by now and ends. */
    @Override
    public void close() {
        follower.close();
    }
}
