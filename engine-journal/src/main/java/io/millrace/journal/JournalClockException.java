package io.millrace.journal;

/** The wall clock is behind the journal. */
public final class JournalClockException extends JournalException {
    private static final long serialVersionUID = 1L;

    public JournalClockException(final String message) {
        super(message);
    }
}
