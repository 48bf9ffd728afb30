package io.millrace.order;

/**
 * Where an order stands, as far as the venue has told. The codes are in journals and snapshots: never renumber.
 */
public enum OrderState {
    /** Approved and on its way; the venue has not answered. */
    PENDING_NEW(1, true),
    /** Resting at the venue, nothing filled. */
    WORKING(2, true),
    /** Some filled, the rest works. */
    PARTIALLY_FILLED(3, true),
    /** A stop was elected; its order works. */
    TRIGGERED(4, true),
    /** A cancel is on its way; the order may still fill. */
    PENDING_CANCEL(5, true),
    /** Nothing is left to fill. */
    FILLED(6, false),
    /** Ended by a cancel; may have fills. */
    CANCELED(7, false),
    /** Never worked; has no fills. */
    REJECTED(8, false),
    /** Ended by its time in force; may have fills. */
    EXPIRED(9, false),
    /** Nobody knows: it counts as live until the venue was asked, and is never sent again. */
    UNKNOWN(10, true),
    /** New terms are on their way; the order may fill at the old ones or at the new. */
    PENDING_REPLACE(11, true);

    private static final OrderState[] BY_CODE = new OrderState[12];

    static {
        for (final OrderState state : values()) {
            BY_CODE[state.code] = state;
        }
    }

    private final int code;
    private final boolean open;

    OrderState(final int code, final boolean open) {
        this.code = code;
        this.open = open;
    }

    public int code() {
        return code;
    }

    /** True while the order may still fill. */
    public boolean isOpen() {
        return open;
    }

    /** True while the venue owes an answer. */
    public boolean isPending() {
        return this == PENDING_NEW || this == PENDING_CANCEL || this == PENDING_REPLACE;
    }

    /** @throws IllegalArgumentException if no state has this code */
    public static OrderState ofCode(final int code) {
        if (code < 1 || code >= BY_CODE.length) {
            throw new IllegalArgumentException("order state code " + code + ", expected 1 to " + (BY_CODE.length - 1));
        }
        return BY_CODE[code];
    }
}
