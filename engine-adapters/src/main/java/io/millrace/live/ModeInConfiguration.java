package io.millrace.live;

/** The configuration itself says live: a mistyped option is not enough. */
final class ModeInConfiguration implements Interlock {
    @Override
    public String refusal(LiveRequest request) {
        return request.modeFaults().isEmpty() ? null : String.join("; ", request.modeFaults());
    }
}
