package io.millrace.journal;

/** There is too little free space to open the journal. */
public final class JournalSpaceException extends JournalException {
    private static final long serialVersionUID = 1L;

    public JournalSpaceException(final String message) {
        super(message);
    }
}
