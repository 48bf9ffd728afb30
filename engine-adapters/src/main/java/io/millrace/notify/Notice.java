package io.millrace.notify;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something to tell.
 *
 * @param id the same however often it is sent; of what is in the journal, {@code STEP-PLACE}
 * @param step of the journal; 0 = it is not in it
 * @param time ISO-8601 UTC
 * @param text one sentence for people
 * @param fields for programs, all as text
 */
public record Notice(NoticeEvent event, String id, long step, String time, String text, Map<String, String> fields) {
    public Notice {
        fields = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** One about the process, with this machine's time. */
    public static Notice now(NoticeEvent event, String id, String text) {
        return new Notice(event, id, 0, Instant.now().toString(), text, Map.of());
    }
}
