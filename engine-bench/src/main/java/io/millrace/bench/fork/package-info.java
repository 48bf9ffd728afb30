/**
 * Runs each case in a JVM of its own: the same program, options and class path as this one, one run at a time, figures
 * back over a pipe. The rooms beside this one describe their cases with it; it knows no engine and no workload.
 */
package io.millrace.bench.fork;
