package io.millrace.notify;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What people can be told of. */
public enum NoticeEvent {
    /** A fill at the venue. */
    FILL,
    /** A risk control acted by itself. */
    BREAKER,
    /** The kill switch was set. */
    KILL,
    /** A feed's connection was lost, or is there again. */
    DISCONNECT,
    /** The figures of a day. */
    DAILY_SUMMARY,
    /** Trading stopped: by command, by risk, or because the engine ended. */
    HALTED,
    /** Something is wrong although trading goes on: a damaged journal, a budget of disk space that is used up. */
    TROUBLE,
    /** What a schedule has to say that is no trouble. */
    SCHEDULE,
    /** Sent by hand, whatever a target wants to hear. */
    TEST;

    /** As in the configuration. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** All that can be asked for. */
    static List<String> words() {
        return Arrays.stream(values())
                .filter(event -> event != TEST)
                .map(NoticeEvent::word)
                .toList();
    }
}
