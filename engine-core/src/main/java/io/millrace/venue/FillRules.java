package io.millrace.venue;

import io.millrace.fixed.Fixed;
import java.util.List;

/**
 * When resting orders fill, and how much.
 *
 * @param participationRate share of a bar's (without quotes: of a print's) volume that may be filled, the rest is
 *     carried over to the next; 0 = no cap
 * @param fillOnTouch limits fill when the price only touches them; false: it must trade through
 * @param queueAhead share at 1e-8 of the size displayed at our price that is ahead of us when we join; 1 = all of it
 * @param queueShrinks a smaller displayed size brings us forward: those who cancel were ahead of us
 */
public record FillRules(long participationRate, boolean fillOnTouch, long queueAhead, boolean queueShrinks) {
    static final long LONGEST_QUEUE = 10 * Fixed.ONE;

    /** No cap, through, behind all that is displayed. */
    public static final FillRules PLAIN = new FillRules(0, false, Fixed.ONE, true);

    FillRules withParticipation(final long rate) {
        return new FillRules(rate, fillOnTouch, queueAhead, queueShrinks);
    }

    FillRules withTouch(final boolean touch) {
        return new FillRules(participationRate, touch, queueAhead, queueShrinks);
    }

    void validate(final List<String> violations) {
        VenueConfig.check(
                violations,
                participationRate >= 0 && participationRate <= Fixed.ONE,
                "participation",
                participationRate,
                "a fraction at 1e-8 in [0, 100000000]; 0 means no cap");
        VenueConfig.check(
                violations,
                queueAhead >= 0 && queueAhead <= LONGEST_QUEUE,
                "queueAhead",
                queueAhead,
                "0 to 10 (at 1e-8); 1 means all that is displayed");
    }
}
