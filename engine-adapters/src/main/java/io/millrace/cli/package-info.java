/** The command line. The only place that prints to standard output; other packages give it commands and texts. */
package io.millrace.cli;
