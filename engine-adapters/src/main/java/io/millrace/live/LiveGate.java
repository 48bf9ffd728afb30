package io.millrace.live;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

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
     * nothing stands against it but a fresh arming that is missing, or the file that sets the kill switch.
     */
    public static boolean mayComeUpHalted(LiveRequest request) {
        LiveRequest halted = request.withoutKillFile();
        return request.lastLife() != null
                && !refusals(request).isEmpty()
                && BEFORE_COUNTDOWN.stream()
                        .allMatch(each -> each instanceof FreshArming || each.refusal(halted) == null);
    }

    /**
     * Asks every condition, and all but the countdown again behind it. Blocks for the countdown.
     *
     * @param countdown runs it, when all else holds; false when somebody stopped it
     * @param nowMs wall clock, milliseconds since 1970
     */
    public static Outcome open(LiveRequest request, BooleanSupplier countdown, LongSupplier nowMs) {
        List<String> refusals = refusals(request);
        if (!refusals.isEmpty()) {
            return new Outcome(null, refusals);
        }
        if (!countdown.getAsBoolean()) {
            return new Outcome(null, List.of("condition 7: the countdown was stopped"));
        }
        LiveRequest now = request.at(nowMs.getAsLong());
        refusals = refusals(now);
        return new Outcome(refusals.isEmpty() ? new LivePermit(now.nowMs()) : null, refusals);
    }
}
