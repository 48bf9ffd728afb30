package io.millrace.live;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The one maker of permits. The countdown is the last condition, and begins only when all others hold. */
public final class LiveGate {
    private static final List<Interlock> BEFORE_COUNTDOWN = List.of(
            new ModeInConfiguration(),
            new FlagOnCommandLine(),
            new FreshArming(),
            new LimitsByHand(),
            new MatchingEndpoint(),
            new StartUpReady());

    private LiveGate() {}

    /**
     * What came of a request.
     *
     * @param permit null when something stands against it
     * @param refusals what that is, a sentence each
     */
    public record Outcome(LivePermit permit, List<String> refusals) {
        public Outcome {
            refusals = List.copyOf(refusals);
        }
    }

    /** What stands against it before the countdown, a sentence each, with the number of the condition. */
    public static List<String> refusals(LiveRequest request) {
        List<String> refusals = new ArrayList<>();
        for (int i = 0; i < BEFORE_COUNTDOWN.size(); i++) {
            String refusal = BEFORE_COUNTDOWN.get(i).refusal(request);
            if (refusal != null) {
                refusals.add("condition " + (i + 1) + ": " + refusal);
            }
        }
        return refusals;
    }

    /**
     * Whether the engine may come up to look after what is open, without trading: it crashed while it was live, and
     * nothing but a fresh arming is missing.
     */
    public static boolean mayComeUpHalted(LiveRequest request) {
        return request.arming() == null
                && request.lastLife() != null
                && new FreshArming().refusal(request) != null
                && refusals(request).size() == 1;
    }

    /**
     * Asks every condition. Blocks for the countdown.
     *
     * @param countdown runs it, when all else holds; false when somebody stopped it
     */
    public static Outcome open(LiveRequest request, BooleanSupplier countdown) {
        List<String> refusals = refusals(request);
        if (refusals.isEmpty() && !countdown.getAsBoolean()) {
            refusals.add("condition 7: the countdown was stopped");
        }
        return new Outcome(refusals.isEmpty() ? new LivePermit(request.nowMs()) : null, refusals);
    }
}
