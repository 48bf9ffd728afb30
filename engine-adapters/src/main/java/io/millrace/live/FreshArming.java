package io.millrace.live;

import java.util.concurrent.TimeUnit;

/**
 * The engine was armed a moment ago, for exactly this configuration, key and version; or it was active a moment ago,
 * all three unchanged.
 */
final class FreshArming implements Interlock {
    private static final long VALID_MS = TimeUnit.MINUTES.toMillis(15);

    @Override
    public String refusal(LiveRequest request) {
        Arming arming = request.arming();
        if (arming == null && request.lastLife() != null) {
            String refusal = request.lastLife().refusal(request.binding(), request.nowMs());
            return refusal == null ? null : refusal + ": stop it, millrace arm --live, then start again";
        }
        if (arming == null) {
            return "the engine is not armed: millrace arm --live with the same options, then start within 15 minutes";
        }
        long ageMs = request.nowMs() - arming.madeMs();
        if (ageMs < 0 || ageMs > VALID_MS) {
            return "the engine was armed " + ageMs / 1_000 + " s ago; expected 0 to 900: arm it again";
        }
        return arming.binding().equals(request.binding())
                ? null
                : "the engine was armed for another configuration, key or version: arm it again";
    }
}
