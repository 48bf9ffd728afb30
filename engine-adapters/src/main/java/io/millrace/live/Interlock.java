package io.millrace.live;

/** One condition of live trading. */
interface Interlock {
    /** Why not, in a sentence that says what to do; null when the condition holds. */
    String refusal(LiveRequest request);
}
