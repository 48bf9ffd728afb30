package io.millrace.source;

/**
 * Which source is next: a priority queue of sources by time, then ordinal, in which those of one time stand together.
 *
 * <p>Sources that are added in the order of their ordinals at one time, as the bars of a day are, form a run; the heap
 * holds runs. So a universe whose bars close together costs a few steps a row however many symbols it has, and sources
 * that never meet cost what they cost in any heap. A source is in the queue once at most. Not thread-safe; no
 * allocation after construction.
 *
 * <pre>
 *   heap -> run (time) -> first source -> next -> ... -> last source
 * </pre>
 */
final class TimeRuns {
    private static final int NONE = -1;

    private final long[] timeNs;
    private final int[] first;
    private final int[] last;
    private final int[] nextSource;
    private final int[] heap;
    private final int[] free;
    private int heapSize;
    private int freeCount;
    private int newest = NONE;

    TimeRuns(int sources) {
        timeNs = new long[sources];
        first = new int[sources];
        last = new int[sources];
        nextSource = new int[sources];
        heap = new int[sources];
        free = new int[sources];
        for (int run = sources - 1; run >= 0; run--) {
            free[freeCount++] = run;
        }
    }

    boolean isEmpty() {
        return heapSize == 0;
    }

    /** True when one source is left. */
    boolean isSingle() {
        return heapSize == 1 && first[heap[0]] == last[heap[0]];
    }

    /** The time of the source that is next. */
    long firstTimeNs() {
        return timeNs[heap[0]];
    }

    void add(int source, long time) {
        nextSource[source] = NONE;
        if (newest != NONE && timeNs[newest] == time && last[newest] < source) {
            nextSource[last[newest]] = source;
            last[newest] = source;
            return;
        }
        int run = free[--freeCount];
        timeNs[run] = time;
        first[run] = source;
        last[run] = source;
        newest = run;
        heap[heapSize] = run;
        rise(heapSize++);
    }

    /** Takes the source that is next out of the queue. */
    int takeFirst() {
        int run = heap[0];
        int source = first[run];
        first[run] = nextSource[source];
        if (first[run] == NONE) {
            free[freeCount++] = run;
            newest = newest == run ? NONE : newest;
            heap[0] = heap[--heapSize];
        }
        sink();
        return source;
    }

    /** The source that is next. */
    int first() {
        return first[heap[0]];
    }

    /** Puts the source that is next back at a later time; a source that stands alone keeps its run. */
    void moveFirst(int source, long time) {
        int run = heap[0];
        boolean joins = newest != NONE && timeNs[newest] == time && last[newest] < source;
        if (last[run] != source || joins) {
            takeFirst();
            add(source, time);
            return;
        }
        timeNs[run] = time;
        newest = run;
        sink();
    }

    private boolean isBefore(int a, int b) {
        return timeNs[a] < timeNs[b] || (timeNs[a] == timeNs[b] && first[a] < first[b]);
    }

    private void rise(int from) {
        int at = from;
        while (at > 0 && isBefore(heap[at], heap[(at - 1) / 2])) {
            swap(at, (at - 1) / 2);
            at = (at - 1) / 2;
        }
    }

    private void sink() {
        int at = 0;
        while (2 * at + 1 < heapSize) {
            int child = 2 * at + 1;
            if (child + 1 < heapSize && isBefore(heap[child + 1], heap[child])) {
                child++;
            }
            if (!isBefore(heap[child], heap[at])) {
                return;
            }
            swap(at, child);
            at = child;
        }
    }

    private void swap(int a, int b) {
        int run = heap[a];
        heap[a] = heap[b];
        heap[b] = run;
    }
}
