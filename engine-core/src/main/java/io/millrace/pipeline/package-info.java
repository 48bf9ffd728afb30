/**
 * Threads, rings and clocks: how the stages of the engine are run.
 *
 * <pre>
 *  inline   caller: decode > market > decide > journal > route          no thread, no ring
 *  fused    inlet > [ decode > market > decide > journal > route ]      one thread
 *  duo      inlet > [ decode > market > decide ] =ring=> [ journal > route ]
 *  pinned   inlet > [ decode ] =ring=> [ market ] => [ decide ] => [ journal ] => [ route ]
 * </pre>
 *
 * <p>The only user of the Disruptor, of Affinity, of threads and of clocks in this module. It knows the engine's stages
 * by their interface and nothing of what they do.
 */
package io.millrace.pipeline;
