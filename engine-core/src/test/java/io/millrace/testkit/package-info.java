/**
 * What tests of every module share: seeds, the allocation probe, a child JVM. Published as the test-jar of engine-core.
 *
 * <p>It knows nothing of the engine.
 */
package io.millrace.testkit;
