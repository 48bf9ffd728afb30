package io.millrace.logs;

/** A place in the journal: the message {@code place} of step {@code step}. */
record Position(long step, long place) {
    static final Position START = new Position(0, 0);

    boolean reaches(long otherStep, long otherPlace) {
        return step > otherStep || (step == otherStep && place >= otherPlace);
    }
}
