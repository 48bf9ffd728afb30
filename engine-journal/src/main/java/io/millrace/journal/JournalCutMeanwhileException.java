package io.millrace.journal;

import java.nio.file.Path;

/** Cycles that a reader had not come to were let go while it read: nothing is damaged, it has to begin again. */
public final class JournalCutMeanwhileException extends JournalException {
    private static final long serialVersionUID = 1L;

    public JournalCutMeanwhileException(final Path journal, final JournalCut cut) {
        super("The journal " + journal + " was cut while it was read: it now " + cut.describe() + ". Read it again.");
    }
}
