package io.millrace.live;

/** Nobody stopped the countdown. */
final class UndisturbedCountdown implements Interlock {
    @Override
    public String refusal(LiveRequest request) {
        return request.countdown().getAsBoolean() ? null : "the countdown was stopped";
    }
}
