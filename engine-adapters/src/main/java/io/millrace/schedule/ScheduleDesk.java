package io.millrace.schedule;

import java.util.List;

/** The schedules of a running engine. Any thread. */
public interface ScheduleDesk {
    /** Nothing is scheduled. */
    ScheduleDesk NONE = new ScheduleDesk() {
        @Override
        public List<ScheduleLine> list() {
            return List.of();
        }

        @Override
        public Schedule find(String name) {
            return null;
        }

        @Override
        public String run(Schedule schedule) {
            return "nothing is scheduled";
        }
    };

    /** All, in the order of the configuration. */
    List<ScheduleLine> list();

    /** The schedule of this name; null when there is none. */
    Schedule find(String name);

    /**
     * Runs a job that changes nothing in the engine, now.
     *
     * @return null when it has been begun, else a sentence that says why not
     */
    String run(Schedule schedule);
}
