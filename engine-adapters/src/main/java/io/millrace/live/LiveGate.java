package io.millrace.live;

import java.util.ArrayList;
import java.util.List;

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

    /** Asks every condition. Blocks for the countdown. */
    public static Outcome open(LiveRequest request) {
        List<String> refusals = new ArrayList<>();
        for (Interlock interlock : BEFORE_COUNTDOWN) {
            add(refusals, interlock.refusal(request));
        }
        if (refusals.isEmpty()) {
            add(refusals, new UndisturbedCountdown().refusal(request));
        }
        return new Outcome(refusals.isEmpty() ? new LivePermit(request.nowMs()) : null, refusals);
    }

    private static void add(List<String> refusals, String refusal) {
        if (refusal != null) {
            refusals.add(refusal);
        }
    }
}
