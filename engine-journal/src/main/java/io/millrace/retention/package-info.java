/**
 * Which cycles of a journal could go, and why no more. Reads journals and the states
 * saved beside them, and lets cycles go behind a cut; never knows what a record means.
 */
package io.millrace.retention;
