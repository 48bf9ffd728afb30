package io.millrace.journal;

/** What an acknowledged record survives. Each level is named for the failure it is measured against. */
public enum Durability {
    /**
     * Records are in the kernel's page cache before {@code append} returns. They survive kill -9, an out-of-memory kill
     * and a crash of the JVM; they do not survive a loss of power or a crash of the kernel. {@code sync()} does
     * nothing.
     */
    PROCESS,

    /**
     * As {@link #PROCESS}, and {@code sync()} returns only after the device has acknowledged every record appended
     * before it, so those also survive a loss of power. Records appended after the last {@code sync()} may be lost.
     */
    POWER
}
