/**
 * Configuration as flat typed settings: read once, checked whole, immutable after.
 *
 * <p>Knows text and numbers; each component defines its own section and receives nothing else.
 */
package io.millrace.config;
