/**
 * The command {@code bench}: chooses what to measure, prints tables or JSON. Every figure stands beside the limit of
 * this machine in the same run. May call the packages below it; nothing calls it but the command line's service loader.
 */
package io.millrace.bench;
