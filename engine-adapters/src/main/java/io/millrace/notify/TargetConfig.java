package io.millrace.notify;

import io.millrace.secret.SecretSource;
import java.util.Set;

/**
 * One receiver as configured. Where an address or a key is secret, this holds only the name of its source.
 *
 * @param name for people and the command line
 * @param kind {@code generic} or {@code slack}
 * @param url the address; empty when a source is named
 * @param urlSource where the address is, when it is secret itself
 * @param secretSource of the key that notices are signed with
 * @param queue most notices that wait
 * @param timeoutMs for one attempt
 * @param attempts for one notice
 * @param retryMs before the second attempt; doubles up to a minute
 */
record TargetConfig(
        String name,
        String kind,
        Set<NoticeEvent> events,
        String url,
        SecretSource urlSource,
        SecretSource secretSource,
        int queue,
        int timeoutMs,
        int attempts,
        int retryMs) {
    static final String GENERIC = "generic";
    static final String SLACK = "slack";

    TargetConfig {
        events = Set.copyOf(events);
    }
}
