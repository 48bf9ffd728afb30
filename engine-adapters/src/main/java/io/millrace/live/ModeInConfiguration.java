package io.millrace.live;

/** The configuration itself says live: a mistyped option is not enough. */
final class ModeInConfiguration implements Interlock {
    @Override
    public String refusal(LiveRequest request) {
        return request.modeInFile()
                ? null
                : "engine.mode is not live in the configuration file: set it there, beside what it is for";
    }
}
