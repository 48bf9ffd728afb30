package io.millrace.daemon;

/**
 * Stamps what comes from a live feed with the time at which it reached the engine; never goes back. Nanoseconds. Not
 * thread safe.
 *
 * <p>By the wall clock, or by the venue's times alone: then a feed that plays the past is its own clock, and the run
 * gives what a backtest of the same rows gives.
 */
enum FeedClock {
    /** What an event says is believed up to a second beyond the wall clock: two clocks are never quite the same. */
    WALL {
        @Override
        long begin() {
            return wallNs();
        }

        @Override
        long received(long newestNs, long sinceNs, long eventNs) {
            long now = wallNs();
            long stamp = eventNs > now && eventNs - now <= SKEW_NS ? eventNs : now;
            return Math.max(newestNs, stamp);
        }

        @Override
        long ticked(long newestNs, long sinceNs) {
            return Math.max(newestNs, wallNs());
        }

        @Override
        void goLive(EngineDoor door) {
            door.goLive(wallNs());
        }
    },
    VENUE {
        @Override
        long begin() {
            return 0;
        }

        @Override
        long received(long newestNs, long sinceNs, long eventNs) {
            return Math.max(newestNs, eventNs);
        }

        @Override
        long ticked(long newestNs, long sinceNs) {
            return newestNs + sinceNs;
        }

        @Override
        void goLive(EngineDoor door) {
            // Its time is that of its rows, as of a recorded feed: nothing is missed.
        }
    };

    private static final long SKEW_NS = 1_000_000_000L;
    private static final long MILLI_NS = 1_000_000L;

    /** When a first session begins. */
    abstract long begin();

    /**
     * The stamp of an event.
     *
     * @param newestNs the newest stamp
     * @param sinceNs wall time since then
     * @param eventNs the venue's time of it
     */
    abstract long received(long newestNs, long sinceNs, long eventNs);

    /** The stamp of a tick. */
    abstract long ticked(long newestNs, long sinceNs);

    /** Rows from before are given; those that follow have this clock's time. */
    abstract void goLive(EngineDoor door);

    private static long wallNs() {
        return System.currentTimeMillis() * MILLI_NS;
    }
}
