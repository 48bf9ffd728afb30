package io.millrace.risk;

/** How much trading is allowed, ever less. The codes are in journals and snapshots: never renumber. */
public enum TradingState {
    /** Everything the other controls allow. */
    ACTIVE(0),
    /** Only orders that reduce; lifts when its cause has gone. */
    REDUCING(1),
    /** Only orders that reduce; latched until a person resumes. */
    HALTED(2),
    /** Only reducing orders of a flatten; latched until a person resumes. */
    KILLED(3);

    private final int code;

    TradingState(final int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
