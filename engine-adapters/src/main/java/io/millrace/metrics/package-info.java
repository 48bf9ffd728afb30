/**
 * The figures of a run for Prometheus, named {@code millrace_*}.
 *
 * <p>{@link io.millrace.metrics.EngineMetrics} puts the view's newest figures into the text format when it is asked.
 * The only user of the Prometheus library. Knows no socket.
 */
package io.millrace.metrics;
