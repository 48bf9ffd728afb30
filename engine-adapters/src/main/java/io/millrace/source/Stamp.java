package io.millrace.source;

/** Which end of a bar the time in the file names. */
public enum Stamp {
    OPEN,
    CLOSE
}
