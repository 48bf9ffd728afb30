/**
 * The only write door for other programs: HTTP on the loopback addresses, with two tokens.
 *
 * <p>{@link io.millrace.control.ApiServer} is what a daemon starts; it reads {@link io.millrace.view.View} and gives
 * commands to a {@link io.millrace.control.CommandDesk}. The only user of Jetty: the JDK's own server has no way to
 * let go of a client that does not read its answer. Knows neither the inlet nor the engine.
 */
package io.millrace.control;
