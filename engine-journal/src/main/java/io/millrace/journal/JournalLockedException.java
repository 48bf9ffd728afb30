package io.millrace.journal;

/** Another process owns the journal. */
public final class JournalLockedException extends JournalException {
    private static final long serialVersionUID = 1L;

    public JournalLockedException(final String message) {
        super(message);
    }
}
