package io.millrace.journal;

/** What came of verifying a journal up to a place. */
public enum VerifiedPart {
    /** All of it that the journal has, from its begin or its cut on. */
    SOUND,

    /** Nothing of it is left: a cut went past the place before it was read. */
    DELETED,

    /** Not read to its end. */
    STOPPED
}
