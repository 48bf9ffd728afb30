package io.millrace.daemon;

import io.millrace.engine.IndicatorNames;
import io.millrace.pipeline.EngineRunner;
import io.millrace.pipeline.Inlet;
import io.millrace.pipeline.StageLatency;
import io.millrace.view.EngineGauges;
import io.millrace.view.FeedFigures;
import io.millrace.view.SideCount;
import java.util.List;

/** What a paper run shows beside its journal. Any thread. */
final class RunGauges implements EngineGauges {
    private static final long NANOS = 1_000_000_000L;

    private final EngineRunner runner;
    private final Inlet inlet;
    private final int inletBytes;
    private final Feeder feeder;
    private final Health health;
    private final long startNs = System.nanoTime();
    private final Peak fill = new Peak();
    private volatile boolean ended;
    private SideWork beside = SideWork.NONE;
    private IndicatorNames indicatorNames = IndicatorNames.NONE;

    RunGauges(EngineRunner runner, Inlet inlet, int inletBytes, Feeder feeder, Health health) {
        this.runner = runner;
        this.inlet = inlet;
        this.inletBytes = inletBytes;
        this.feeder = feeder;
        this.health = health;
    }

    /** Shows this too; before anybody asks. */
    RunGauges with(SideWork work) {
        beside = work;
        return this;
    }

    /** Names the values of its indicators too; before anybody asks. */
    RunGauges with(IndicatorNames names) {
        indicatorNames = names;
        return this;
    }

    @Override
    public IndicatorNames indicatorNames() {
        return indicatorNames;
    }

    @Override
    public List<SideCount> sideCounts() {
        return beside.counts();
    }

    /** The engine has stopped. */
    void end() {
        ended = true;
    }

    @Override
    public boolean alive() {
        return !ended && runner.halt() == null;
    }

    @Override
    public boolean countsDown() {
        return health.countsDown();
    }

    @Override
    public boolean dryRun() {
        return health.dryRun();
    }

    @Override
    public String account() {
        return health.account();
    }

    @Override
    public long uptimeSeconds() {
        return (System.nanoTime() - startNs) / NANOS;
    }

    @Override
    public StageLatency latency() {
        return runner.latency();
    }

    @Override
    public long backlogBytes() {
        return inlet.backlogBytes();
    }

    @Override
    public long backlogLimit() {
        return inletBytes;
    }

    /** Looks how full the way into the engine is; a few times in a tenth of a second. */
    void sample() {
        fill.note(Math.max((double) inlet.backlogBytes() / inletBytes, runner.ringFill()));
    }

    @Override
    public double largestFill() {
        sample();
        return fill.take();
    }

    @Override
    public List<FeedFigures> feeds() {
        return feeder.figures();
    }

    @Override
    public long feedRows() {
        return feeder.rows();
    }

    @Override
    public boolean feedAtEnd() {
        return feeder.atEnd();
    }

    @Override
    public String notice() {
        return health.alertText();
    }
}
