/**
 * The web dashboard: which files make it, and where in the jar they are.
 *
 * <p>{@link io.millrace.dashboard.DashboardFile} hands them out; the service in {@code io.millrace.control} serves them
 * without a token. They hold nothing of an installation: all figures come over the API to a page that has a token.
 * Knows neither sockets nor the engine.
 */
package io.millrace.dashboard;
