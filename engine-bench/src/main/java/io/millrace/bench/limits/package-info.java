/**
 * What this machine can do at best in this minute: hop between cores, clock, mapped files, raw queue, copying, noise.
 * The engine's figures are read as ratios to these. Knows nothing of the engine.
 */
package io.millrace.bench.limits;
