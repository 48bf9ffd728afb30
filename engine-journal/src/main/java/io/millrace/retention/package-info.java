/**
 * Which cycles of a journal could go, and why no more. Reads journals and their snapshots; changes nothing, and never
 * knows what a record means.
 */
package io.millrace.retention;
