package io.millrace.order;

import io.millrace.event.codec.ExecType;

/**
 * The order state machine: one pure function and one predicate.
 *
 * <p>{@code =} stays; {@code !} is illegal: it is alerted, and where a state stands before it the venue's word is taken
 * all the same. {@code fill}: FILLED when nothing remains, else PARTIALLY_FILLED. {@code back}: PARTIALLY_FILLED when
 * something was filled, else WORKING. {@code seen}: PARTIALLY_FILLED when something was filled, else TRIGGERED.
 * {@code end}: CANCELED when something was filled, which is illegal, else REJECTED.
 *
 * <pre>
 *                   ACCEPTED   REJECTED  TRIGGERED  FILL                 CANCELED  EXPIRED  CANCEL_REJECTED
 * PENDING_NEW       WORKING    end       TRIGGERED  fill                 CANCELED  EXPIRED  = !
 * WORKING           = !        end !     TRIGGERED  fill                 CANCELED  EXPIRED  = !
 * PARTIALLY_FILLED  =          end !     =          fill                 CANCELED  EXPIRED  = !
 * TRIGGERED         =          end       = !        fill                 CANCELED  EXPIRED  = !
 * PENDING_CANCEL    =          end       =          FILLED or =          CANCELED  EXPIRED  back
 * PENDING_REPLACE   =          end !     =          FILLED or =          CANCELED  EXPIRED  = !
 * UNKNOWN           back       end       seen       fill                 CANCELED  EXPIRED  =
 * FILLED            =          = !       =          = !                  = !       = !      =
 * CANCELED          =          = !       =          FILLED or = !        = !       = !      =
 * EXPIRED           =          = !       =          FILLED or = !        = !       = !      =
 * REJECTED          UNKNOWN !  = !       UNKNOWN !  FILLED or UNKNOWN !  = !       = !      =
 *
 *                   REPLACED            REPLACE_REJECTED
 * PENDING_REPLACE   FILLED or back      back
 * PENDING_CANCEL    FILLED or =         =
 * UNKNOWN           FILLED or back      =
 * other open ones   = !                 = !
 * REJECTED          UNKNOWN !           =
 * other ended ones  =                   =
 * </pre>
 *
 * <p>Reports overtake each other: a fill before its acknowledgement and an acknowledgement after the end are legal. A
 * fill after the end is the truth all the same. A rejected order that shows life is UNKNOWN, so that it counts as live.
 */
public final class OrderTransitions {
    private OrderTransitions() {}

    /**
     * The state after a report.
     *
     * @param filled quantity filled, this report included
     * @param remaining quantity left, this report included; never negative
     */
    public static OrderState next(
            final OrderState state, final ExecType report, final long filled, final long remaining) {
        switch (report) {
            case ACCEPTED:
                return afterAccepted(state, filled);
            case TRIGGERED:
                return afterTriggered(state, filled);
            case FILL:
                return afterFill(state, remaining);
            case CANCEL_REJECTED:
                return state == OrderState.PENDING_CANCEL ? back(filled) : state;
            case REPLACED:
                return afterReplaced(state, filled, remaining);
            case REPLACE_REJECTED:
                return state == OrderState.PENDING_REPLACE ? back(filled) : state;
            case REJECTED:
                return state.isOpen() ? (filled > 0 ? OrderState.CANCELED : OrderState.REJECTED) : state;
            case CANCELED:
                return state.isOpen() ? OrderState.CANCELED : state;
            case EXPIRED:
                return state.isOpen() ? OrderState.EXPIRED : state;
            default:
                return state;
        }
    }

    /**
     * False when a correct venue would not have sent this report.
     *
     * @param filled quantity filled, this report included
     */
    public static boolean isLegal(final OrderState state, final ExecType report, final long filled) {
        switch (report) {
            case ACCEPTED:
                return state != OrderState.WORKING && state != OrderState.REJECTED;
            case TRIGGERED:
                return state != OrderState.TRIGGERED && state != OrderState.REJECTED;
            case CANCEL_REJECTED:
                return !state.isOpen() || state == OrderState.PENDING_CANCEL || state == OrderState.UNKNOWN;
            case REJECTED:
                return filled == 0
                        && state.isOpen()
                        && state != OrderState.WORKING
                        && state != OrderState.PENDING_REPLACE
                        && state != OrderState.PARTIALLY_FILLED;
            case REPLACED:
                return state.isOpen() ? mayHaveReplace(state) : state != OrderState.REJECTED;
            case REPLACE_REJECTED:
                return !state.isOpen() || mayHaveReplace(state);
            case FILL:
            case CANCELED:
            case EXPIRED:
                return state.isOpen();
            default:
                return false;
        }
    }

    private static OrderState afterAccepted(final OrderState state, final long filled) {
        switch (state) {
            case PENDING_NEW:
                return OrderState.WORKING;
            case UNKNOWN:
                return back(filled);
            case REJECTED:
                return OrderState.UNKNOWN;
            default:
                return state;
        }
    }

    private static OrderState afterTriggered(final OrderState state, final long filled) {
        switch (state) {
            case PENDING_NEW:
            case WORKING:
                return OrderState.TRIGGERED;
            case UNKNOWN:
                return filled > 0 ? OrderState.PARTIALLY_FILLED : OrderState.TRIGGERED;
            case REJECTED:
                return OrderState.UNKNOWN;
            default:
                return state;
        }
    }

    private static boolean mayHaveReplace(final OrderState state) {
        return state == OrderState.PENDING_REPLACE || state == OrderState.PENDING_CANCEL || state == OrderState.UNKNOWN;
    }

    private static OrderState afterReplaced(final OrderState state, final long filled, final long remaining) {
        if (state == OrderState.REJECTED) {
            return OrderState.UNKNOWN;
        }
        if (!mayHaveReplace(state)) {
            return state;
        }
        if (remaining == 0) {
            return OrderState.FILLED;
        }
        return state == OrderState.PENDING_CANCEL ? state : back(filled);
    }

    private static OrderState afterFill(final OrderState state, final long remaining) {
        if (remaining == 0) {
            return OrderState.FILLED;
        }
        switch (state) {
            case PENDING_CANCEL:
            case PENDING_REPLACE:
            case FILLED:
            case CANCELED:
            case EXPIRED:
                return state;
            case REJECTED:
                return OrderState.UNKNOWN;
            default:
                return OrderState.PARTIALLY_FILLED;
        }
    }

    private static OrderState back(final long filled) {
        return filled > 0 ? OrderState.PARTIALLY_FILLED : OrderState.WORKING;
    }
}
