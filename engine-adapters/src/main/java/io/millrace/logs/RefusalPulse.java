package io.millrace.logs;

import io.millrace.inspect.DecodedMessage;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which refusals of orders belong among the errors, too: a control's first and then at most one in a minute of engine
 * time, so that a strategy of which nothing passes is seen and does not fill the file. The follower's thread.
 */
final class RefusalPulse {
    private static final long PAUSE_NS = 60_000_000_000L;
    private static final Set<String> SENT = Set.of("PASS", "SCALE", "REDUCE");

    private final Map<String, long[]> controls = new HashMap<>();

    /** How many a control has refused since its last line, with this one; 0 when no line is due. */
    long due(DecodedMessage message, long timeNs) {
        boolean refused = message.type().equals("RiskDecision")
                && LogStream.isAboutAnOrder(message.value("orderId"))
                && !SENT.contains(String.valueOf(message.value("action")));
        if (!refused) {
            return 0;
        }
        long[] countAndTime = controls.computeIfAbsent(
                String.valueOf(message.value("control")), control -> new long[] {0, timeNs - PAUSE_NS});
        countAndTime[0]++;
        if (timeNs - countAndTime[1] < PAUSE_NS) {
            return 0;
        }
        long count = countAndTime[0];
        countAndTime[0] = 0;
        countAndTime[1] = timeNs;
        return count;
    }
}
