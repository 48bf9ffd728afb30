/** The highest rate through each thread layout, with and without a journal. Prints nothing. */
package io.millrace.bench.throughput;
