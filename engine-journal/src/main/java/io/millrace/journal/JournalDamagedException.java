package io.millrace.journal;

/** Records are missing or changed. Nothing was modified; the place is given. */
public final class JournalDamagedException extends JournalException {
    private static final long serialVersionUID = 1L;

    private final transient JournalIntegrity.FirstBad firstBad;

    public JournalDamagedException(final JournalIntegrity.FirstBad firstBad) {
        super("Journal damaged at sequence " + firstBad.sequence() + ", file " + firstBad.file() + ", byte "
                + firstBad.offset() + ": " + firstBad.reason()
                + ". Nothing was changed. Restore the file from a copy, or save its good beginning (journal salvage)"
                + " and reconcile with the venue.");
        this.firstBad = firstBad;
    }

    /** With a sentence of its own: what is wrong is no record, so that nothing before it can be saved. */
    public JournalDamagedException(final JournalIntegrity.FirstBad firstBad, final String message) {
        super(message);
        this.firstBad = firstBad;
    }

    /** The place. */
    public JournalIntegrity.FirstBad firstBad() {
        return firstBad;
    }
}
