package io.millrace.notify;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * What waits for one target, in order. When it is full the oldest fill makes room, else the oldest of all: what people
 * have to act on stays longest. Thread safe; putting never waits.
 */
final class NoticeQueue {
    private final Deque<Notice> waiting = new ArrayDeque<>();
    private final int most;
    private long dropped;
    private boolean ending;

    NoticeQueue(int most) {
        this.most = most;
    }

    synchronized void put(Notice notice) {
        if (waiting.size() >= most) {
            makeRoom();
            dropped++;
        }
        waiting.addLast(notice);
        notifyAll();
    }

    /** The oldest; waits for one, until there is none and the end has come: then null. */
    synchronized Notice take() throws InterruptedException {
        while (waiting.isEmpty() && !ending) {
            wait();
        }
        return waiting.pollFirst();
    }

    /** Waits, but not beyond the end; true when the end has come. */
    synchronized boolean pause(long ms) throws InterruptedException {
        long until = System.nanoTime() + ms * 1_000_000;
        for (long left = ms; left > 0 && !ending; left = (until - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
        return ending;
    }

    /** Nothing more will be put in. */
    synchronized void end() {
        ending = true;
        notifyAll();
    }

    synchronized int size() {
        return waiting.size();
    }

    /** How many had to make room. */
    synchronized long dropped() {
        return dropped;
    }

    private void makeRoom() {
        Iterator<Notice> oldest = waiting.iterator();
        while (oldest.hasNext()) {
            if (oldest.next().event() == NoticeEvent.FILL) {
                oldest.remove();
                return;
            }
        }
        waiting.removeFirst();
    }
}
