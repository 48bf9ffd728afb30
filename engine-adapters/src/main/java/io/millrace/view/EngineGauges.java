package io.millrace.view;

import io.millrace.engine.IndicatorNames;
import io.millrace.pipeline.StageLatency;
import java.util.List;

/** What a running engine shows beside its journal. Any thread; reading costs the engine nothing. */
public interface EngineGauges {
    /** True while the engine takes steps. */
    boolean alive();

    /** True while a live session counts down: nothing reaches the engine yet. */
    default boolean countsDown() {
        return false;
    }

    /** True when orders are decided and journaled, but none is sent. */
    default boolean dryRun() {
        return false;
    }

    /** The account that is traded, with what arming asks for hidden; empty when none is named. */
    default String account() {
        return "";
    }

    /** Seconds since the session began. */
    long uptimeSeconds();

    /** Time per stage. */
    StageLatency latency();

    /** What the values of its indicators are. */
    default IndicatorNames indicatorNames() {
        return IndicatorNames.NONE;
    }

    /** Bytes waiting at the engine's door. */
    long backlogBytes();

    /** Most bytes that may wait there. */
    long backlogLimit();

    /** Rows given to the engine in this session. */
    long feedRows();

    /** Where rows come from, and what became of them. */
    default List<FeedFigures> feeds() {
        return List.of();
    }

    /** Largest share of the engine's inlet or ring that was full since this was asked last, 0 to 1. */
    default double largestFill() {
        return (double) backlogBytes() / backlogLimit();
    }

    /** True when the feed has no more rows. */
    boolean feedAtEnd();

    /** A sentence about the installation that an operator should read; empty when there is none. */
    String notice();

    /** Counts of what runs beside the engine: log files, notices. */
    default List<SideCount> sideCounts() {
        return List.of();
    }
}
