package io.millrace.proof;

import io.millrace.replay.FirstDifference;

/**
 * One reason not to believe a backtest.
 *
 * @param kind what it is
 * @param cut inputs that the cut left in place; 0 where no cut was made
 * @param detail what, where, the value and what was expected
 * @param difference the first output that differs, {@code recorded} being that of the whole run; null where no two
 *     runs were compared
 */
public record Finding(FindingKind kind, long cut, String detail, FirstDifference difference) {
    static Finding of(final FindingKind kind, final String detail) {
        return new Finding(kind, 0, detail, null);
    }
}
