package io.millrace.schedule;

/** Hears what a person should know although nobody asks, to send it on. Any thread; must not block for long. */
@FunctionalInterface
public interface NoticeListener {
    /**
     * Something to know.
     *
     * @param topic the schedule's name
     * @param bad whether something is wrong
     * @param text one sentence or more
     */
    void onNotice(String topic, boolean bad, String text);
}
