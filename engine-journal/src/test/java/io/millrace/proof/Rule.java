package io.millrace.proof;

import java.util.List;

/** Whether to hold a position, by rows of open time, open, high, low, close; {@code now} is the newest that closed. */
interface Rule {
    boolean isLong(List<double[]> rows, int now);
}
