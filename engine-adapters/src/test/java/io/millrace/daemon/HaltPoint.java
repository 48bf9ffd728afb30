package io.millrace.daemon;

/**
 * Places in the code at which a run is killed: the first instruction of a method, or the last line of it. They are
 * found in the running child by name, so nothing of them is in the code that ships; a renamed method fails the test.
 */
enum HaltPoint {
    BEFORE_APPEND("io.millrace.replay.StepJournal", "append"),
    BEFORE_RECORD("io.millrace.chronicle.ChronicleWriter", "write"),
    RECORD_FRAMED("io.millrace.chronicle.CycleWriter", "append"),
    RECORD_COPIED("io.millrace.chronicle.LiveWindow", "publishInt"),
    RECORD_VISIBLE("io.millrace.chronicle.CycleWriter", "append", true),
    BEFORE_MARK("io.millrace.journal.HighWaterMark", "write"),
    HALF_A_MARK("io.millrace.journal.HighWaterMark", "write", true),
    BEFORE_ROUTE("io.millrace.engine.RouteStage", "onStep"),
    BEFORE_VENUE("io.millrace.engine.OrderHandOff", "onOrderCommand"),
    ORDER_ON_ITS_WAY("io.millrace.engine.OrderHandOff", "deliver"),
    ORDER_AT_VENUE("io.millrace.venue.SimulatedVenue", "submit"),
    BEFORE_READ_MODELS("io.millrace.daemon.RunState", "onStep"),
    BEFORE_ROLL("io.millrace.chronicle.ChronicleWriter", "roll"),
    OLD_CYCLE_OPEN("io.millrace.chronicle.CycleWriter", "leave"),
    OLD_CYCLE_COMPLETE("io.millrace.chronicle.CycleWriter", "sayThatAnotherFollows"),
    NEW_CYCLE_WITHOUT_RECORD("net.openhft.chronicle.queue.impl.single.SingleChronicleQueueStore", "initIndex"),
    NEW_CYCLE_NOT_LIVE("io.millrace.chronicle.LiveWindow", "begin"),
    NEW_CYCLE_LIVE("io.millrace.chronicle.SpaceReservation", "enter"),
    START_LOCKED("io.millrace.chronicle.StartupCheck", "run"),
    START_LEFT_BEHIND("io.millrace.chronicle.LeftBehind", "takeToFile"),
    START_WITHOUT_WINDOW("io.millrace.chronicle.LiveWindow", "create"),
    START_BEFORE_MARK("io.millrace.journal.HighWaterMark", "open"),
    START_WITH_HEADER("io.millrace.chronicle.StartupCheck", "requireVisible"),
    AREA_ON_ITS_WAY("io.millrace.chronicle.CycleArchive", "writePages"),
    AREA_WRITTEN("io.millrace.chronicle.LiveWindow", "archivedTo"),
    IN_RECOVERY("io.millrace.engine.EngineRecovery", "runOne"),
    RECOVERED("io.millrace.engine.EngineRecovery", "continueWith"),
    SESSION_ENDS("io.millrace.daemon.Attendance", "finish"),
    BEFORE_END("io.millrace.chronicle.ChronicleWriter", "close"),
    FILE_COMPLETE("io.millrace.chronicle.LiveWindow", "delete"),
    AFTER_END("io.millrace.chronicle.ChronicleWriter", "release"),
    SNAPSHOT_TAKEN("io.millrace.snapshot.SnapshotFolder", "write"),
    SNAPSHOT_OPENED("io.millrace.snapshot.SnapshotFile", "encode"),
    SNAPSHOT_HALF_WRITTEN("io.millrace.snapshot.SnapshotFile", "put"),
    SNAPSHOT_NOT_RENAMED("io.millrace.snapshot.SnapshotFile", "rename"),
    SNAPSHOT_RENAMED("io.millrace.snapshot.SnapshotFile", "forceNames"),
    SNAPSHOT_OLD_ONE_STAYS("io.millrace.snapshot.SnapshotFolder", "deleteOld");

    final String type;
    final String method;
    final boolean lastLine;

    HaltPoint(String type, String method) {
        this(type, method, false);
    }

    HaltPoint(String type, String method, boolean lastLine) {
        this.type = type;
        this.method = method;
        this.lastLine = lastLine;
    }

    /** Met once or more for each record of a session. */
    boolean inJournal() {
        return ordinal() <= HALF_A_MARK.ordinal();
    }

    /** Met for each step, in recovery too. */
    boolean atEachStep() {
        return this == BEFORE_ROUTE || this == BEFORE_READ_MODELS;
    }

    /** Met for each order, in recovery too. */
    boolean atEachOrder() {
        return this == BEFORE_VENUE || this == ORDER_ON_ITS_WAY || this == ORDER_AT_VENUE;
    }

    /** Met only when days pass. */
    boolean rolling() {
        return ordinal() >= BEFORE_ROLL.ordinal() && ordinal() <= NEW_CYCLE_LIVE.ordinal();
    }

    /** Met once or twice for each snapshot. */
    boolean atSnapshot() {
        return ordinal() >= SNAPSHOT_TAKEN.ordinal();
    }

    /** Met only when a session ends in order. */
    boolean atEnd() {
        return ordinal() >= SESSION_ENDS.ordinal() && !atSnapshot();
    }
}
