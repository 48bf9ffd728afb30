/**
 * Copies of the engine's state beside its journal, so that a restart runs only the journal's tail again. {@link
 * io.millrace.snapshot.SnapshotWriter} takes them between two events and writes them on a thread of its own; {@link
 * io.millrace.snapshot.SnapshotFolder} keeps the newest three and gives them back. The journal stays the truth: a
 * snapshot that does not fit it is passed over, and none is ever needed. Must never know what a field means.
 *
 * <pre>
 *  0 magic:8 | 8 format:4 | 12 schema:4 | 16 config:8 | 24 step:8 | 32 chainCrc:4 | 36 fields:4 | 40 stateHash:8
 * 48 timeNs:8 | 56 sequence:8 | 64 position:8 | 72 recordTimeNs:8 | 80 cycle:4 | 84 unread:4 | 88 hash of the fields:8
 * 96 field:8 ... | crc32c of all before:4                      little endian; the file ends there
 * </pre>
 *
 * <p>{@code unread}: so many bytes before the position are needed to unpack the record behind it.
 */
package io.millrace.snapshot;
