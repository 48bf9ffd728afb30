/** What a measurement is: figures, medians of repetitions, ratios. Knows no engine and prints nothing. */
package io.millrace.bench.result;
