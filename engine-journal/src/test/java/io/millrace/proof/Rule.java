package io.millrace.proof;

import java.util.List;

/** Whether to hold a position, from rows of open time, open, high, low, close; {@code now} is the newest one that closed. */
interface Rule {
    boolean isLong(List<double[]> rows, int now);
}
