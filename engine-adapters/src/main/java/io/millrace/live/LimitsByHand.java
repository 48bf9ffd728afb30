package io.millrace.live;

/** Somebody has thought about the limits: defaults do not count. */
final class LimitsByHand implements Interlock {
    @Override
    public String refusal(LiveRequest request) {
        return request.limitsLeft().isEmpty()
                ? null
                : String.join(", ", request.limitsLeft()) + ": set by hand, in the configuration file; defaults and off"
                        + " are not accepted for live";
    }
}
