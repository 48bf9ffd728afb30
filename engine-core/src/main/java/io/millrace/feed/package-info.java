/**
 * Inputs on their way in: sources of input messages and what all of them have in common.
 *
 * <p>Knows the schema's inputs; no stage, no strategy, no venue.
 */
package io.millrace.feed;
