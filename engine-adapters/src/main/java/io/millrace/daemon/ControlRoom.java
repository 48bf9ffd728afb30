package io.millrace.daemon;

import io.millrace.control.ApiConfig;
import io.millrace.control.ApiServer;
import io.millrace.control.CommandDesk;
import io.millrace.control.JsonTree;
import io.millrace.follow.SavedStates;
import io.millrace.follow.SideReaders;
import io.millrace.metrics.EngineMetrics;
import io.millrace.schedule.ScheduleDesk;
import io.millrace.siderun.SideRuns;
import io.millrace.view.View;
import java.io.IOException;
import java.util.function.Consumer;

/** What people and programs see of a run and speak to: the view, the metrics and the service, while there is a run. */
final class ControlRoom implements AutoCloseable {
    private final View view;
    private final ApiServer server;
    private final SideRuns backtests;
    private final RunGauges gauges;

    private ControlRoom(View view, ApiServer server, SideRuns backtests, RunGauges gauges) {
        this.view = view;
        this.server = server;
        this.backtests = backtests;
        this.gauges = gauges;
    }

    /**
     * Opens it.
     *
     * @param note is told of backtests: they are no commands in the journal
     * @throws RunException when the service cannot start: its port is taken, or its tokens can be read by others
     */
    static ControlRoom open(
            PaperOptions options,
            RunGauges gauges,
            CommandDesk desk,
            ScheduleDesk schedules,
            Consumer<String> note,
            Consumer<String> say) {
        ApiConfig api = options.api();
        if (!api.enabled()) {
            return new ControlRoom(null, null, null, gauges);
        }
        SavedStates saved = new SavedStates(
                options.journalDir(), SideReaders.VIEW, PastRun.configHash(options), options.snapshotEvery(), say);
        View view = new View(options.config(), saved);
        String problem = view.problem();
        if (problem != null) {
            throw new RunException(
                    ExitCodes.JOURNAL,
                    "The service cannot know what was: " + problem
                            + ", or run without it (api.enabled=false), or with another --data-dir.");
        }
        EngineMetrics metrics = new EngineMetrics(view, gauges);
        try {
            SideRuns backtests = new SideRuns(
                    options.dataDir(), api.backtests(), options.config().toSettings(), JsonTree::isObject, note);
            ApiServer server = ApiServer.start(
                    options.dataDir(),
                    api,
                    new ApiServer.Parts(
                            view, gauges, metrics::text, options.settings(), desk, schedules, backtests, say));
            view.start();
            return new ControlRoom(view, server, backtests, gauges);
        } catch (IOException e) {
            throw new RunException(ExitCodes.USAGE, e.getMessage());
        }
    }

    /** The read model; null without a service. */
    View view() {
        return view;
    }

    /** The engine has stopped; what it did can be read until the room closes. */
    void ended() {
        gauges.end();
    }

    @Override
    public void close() {
        gauges.end();
        if (server != null) {
            server.close();
            backtests.close();
            view.close();
        }
    }
}
