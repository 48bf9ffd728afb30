/**
 * The contract of the journal: an ordered file of opaque records, one appender, any number of readers.
 *
 * <p>A frame, little-endian, is the content of one document of a cycle file:
 *
 * <pre>
 *   0      2     3      4        6       8       16        20       24       32        32+len
 *   +------+-----+------+--------+-------+-------+---------+--------+--------+---------+--------+
 *   | 4A4D | ver | type | schema | flags |  seq  | prevCrc |  len   | timeNs | payload | crc32c |
 *   |  2   |  1  |  1   |   2    |   2   |   8   |    4    |   4    |   8    |   len   |   4    |
 *   +------+-----+------+--------+-------+-------+---------+--------+--------+---------+--------+
 * </pre>
 *
 * <p>Of the flags, 1 says that the payload is packed: it holds what differs from steps before it ({@code DeltaCoder}
 * has the layout). 2 says that here packing begins anew, so that reading can: at each HEADER, behind each place that a
 * writer gave out, and after a thousand records. What is packed may be read from there on, in order. Version 1
 * had no flags.
 *
 * <p>The crc covers every byte before it. {@code prevCrc} is the crc of the record before (0 for the first), so a crc
 * stands for the whole history; {@code seq} is dense from 1 over all types. Each cycle file and each run begins with a
 * HEADER; an orderly run ends with END. The file {@code hwm} holds the last sequence outside the cycle files, because
 * no crc can tell that a tail is gone. All this proves what is stored; that it unpacks to what was given, a replay
 * proves. {@code engine.lock} admits one owner. While one works, and after it was killed, the newest records are in the
 * file {@code live}: it belongs to the journal as the cycle files do.
 *
 * <p>May be called by everything above engine-core. Must never know what a payload means, nor which library stores it.
 */
package io.millrace.journal;
