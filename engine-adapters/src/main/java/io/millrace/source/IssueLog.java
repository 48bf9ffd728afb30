package io.millrace.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** Counts the faults of one source and keeps those of the lowest lines of each kind. */
final class IssueLog {
    /** Faults kept of each kind; all are counted. */
    static final int MAX_KEPT = 1_000;

    private static final Comparator<DataIssue> BY_LINE =
            Comparator.comparingLong(DataIssue::line).thenComparing(DataIssue::kind);

    private final Map<IssueKind, PriorityQueue<DataIssue>> kept = new EnumMap<>(IssueKind.class);
    private final long[] counts = new long[IssueKind.values().length];

    /** Counts a fault; true when its details are worth building because they would be kept. */
    boolean count(IssueKind kind, long line) {
        counts[kind.ordinal()]++;
        PriorityQueue<DataIssue> queue = kept.get(kind);
        return queue == null
                || queue.size() < MAX_KEPT
                || line < queue.element().line();
    }

    void keep(DataIssue issue) {
        PriorityQueue<DataIssue> queue =
                kept.computeIfAbsent(issue.kind(), kind -> new PriorityQueue<>(BY_LINE.reversed()));
        queue.add(issue);
        if (queue.size() > MAX_KEPT) {
            queue.remove();
        }
    }

    void add(DataIssue issue) {
        if (count(issue.kind(), issue.line())) {
            keep(issue);
        }
    }

    long total() {
        long total = 0;
        for (long count : counts) {
            total += count;
        }
        return total;
    }

    Map<IssueKind, Long> counts() {
        Map<IssueKind, Long> result = new EnumMap<>(IssueKind.class);
        for (IssueKind kind : IssueKind.values()) {
            if (counts[kind.ordinal()] > 0) {
                result.put(kind, counts[kind.ordinal()]);
            }
        }
        return result;
    }

    /** The kept faults in the order of their lines. */
    List<DataIssue> kept() {
        List<DataIssue> all = new ArrayList<>();
        kept.values().forEach(all::addAll);
        all.sort(BY_LINE);
        return all;
    }
}
