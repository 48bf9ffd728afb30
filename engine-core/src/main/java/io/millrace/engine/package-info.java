/**
 * The engine: the stages, wired on one page in {@code TradingEngine}.
 *
 * <p>Called by {@code pipeline}, which decides on which thread a stage runs. A stage owns its state; what a later stage
 * needs of it travels in the step.
 */
package io.millrace.engine;
