/**
 * What the strategies own: cash, positions, lots and profit of every sleeve (one sleeve per strategy instance), exact
 * to the last 1e-8.
 *
 * <p>The decide thread calls it with fills, deposits and marks; strategies and risk read it. It knows no order, no
 * venue and no reason for a fill, and it never sees the same fill twice: duplicates are refused before it.
 */
package io.millrace.portfolio;
