/**
 * S12: strategies of others, from jars. {@link io.millrace.plugin.Plugins} is what commands ask; {@link
 * io.millrace.plugin.PluginFolder} loads a folder without it. Each jar has a class loader that shows it the strategy
 * SPI and the JDK and nothing else; what it throws is contained and named; before it may be used it is tried on a
 * made-up market for determinism, look-ahead and allocation. Must never know the command line, the daemon or the
 * journal.
 */
package io.millrace.plugin;
