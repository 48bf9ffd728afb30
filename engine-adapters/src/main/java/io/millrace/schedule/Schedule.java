package io.millrace.schedule;

/**
 * One schedule.
 *
 * @param when its trigger in words
 * @param runsMissed whether what was due while nothing ran is run, once
 */
public record Schedule(String name, Trigger trigger, String when, Job job, boolean runsMissed) {
    /** How the journal knows it: a place in a list would change with the list. */
    public long id() {
        return name.hashCode() & 0xFFFF_FFFFL;
    }

    /** Who gives its commands. */
    public String actor() {
        return "schedule:" + name;
    }
}
