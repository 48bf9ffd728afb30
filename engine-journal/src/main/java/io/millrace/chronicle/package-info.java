/**
 * The journal's bytes in Chronicle Queue cycle files: the only user of {@code net.openhft}. {@link
 * io.millrace.chronicle.ChronicleJournal} opens, reads and checks; everything else is its own affair.
 *
 * <p>The library makes the files and can read them. Its appender is not used: it stores into pages of the cycle file
 * itself, each of which is new, and a new page costs a thread that has an event to handle some 20 us of system calls
 * and faults. Here documents are stored into one window of memory whose pages stay the same, and go from there to the
 * cycle file two mebibytes at a time:
 *
 * <pre>
 *  appender ──store──> live: 16 MiB, again and again ──attendant, past the page cache──> yyyyMMddF.cq4
 *                       └── the newest records, also after a kill              all records before them ──┘
 * </pre>
 *
 * <p>Reading does not go through the library either: a cycle file is a row of four-byte headers and documents, and
 * reading them here means that no index and no lock of the library can hide a record, that nothing is created or
 * changed, and that the check is a second opinion on the writer.
 *
 * <p>Must never know what a payload means.
 */
package io.millrace.chronicle;
