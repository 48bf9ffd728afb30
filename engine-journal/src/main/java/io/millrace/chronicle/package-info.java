/**
 * The journal's bytes in Chronicle Queue cycle files: the only user of {@code net.openhft}. {@link
 * io.millrace.chronicle.ChronicleJournal} opens, reads and checks; everything else is its own affair.
 *
 * <p>Appending goes through the library. Reading does not: a cycle file is a row of four-byte headers and documents,
 * and reading them here means that no index and no lock of the library can hide a record, that nothing is created or
 * changed, and that the check is a second opinion on the writer.
 *
 * <p>Must never know what a payload means.
 */
package io.millrace.chronicle;
