package io.millrace.live;

/** The checks before the start are green. */
final class StartUpReady implements Interlock {
    @Override
    public String refusal(LiveRequest request) {
        return request.startFaults().isEmpty() ? null : String.join("; ", request.startFaults());
    }
}
