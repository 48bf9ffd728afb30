/**
 * What goes through the engine: the {@code Step} (one input, the frames it completed, the outputs it caused) and the
 * message codecs, which are generated from {@code src/main/sbe/millrace-events.xml} into {@code event.codec}.
 *
 * <p>Everyone may read and write events. This package knows no stage, no strategy and no venue.
 */
package io.millrace.event;
