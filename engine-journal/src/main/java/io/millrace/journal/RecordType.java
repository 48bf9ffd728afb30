package io.millrace.journal;

/** The types of record; a byte in the frame, so the numbers never change. */
public final class RecordType {
    /** Key=value lines in UTF-8 that explain the cycle alone; the first record of each cycle file and of each run. */
    public static final int HEADER = 1;

    /** One step of the engine: bytes the journal does not look into. */
    public static final int STEP = 2;

    /** The writer was closed in order; nothing of that run follows. */
    public static final int END = 3;

    private RecordType() {}

    static boolean known(final int type) {
        return type >= HEADER && type <= END;
    }
}
