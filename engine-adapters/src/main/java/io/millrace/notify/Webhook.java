package io.millrace.notify;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * One target: its queue, the thread that empties it, and the file that remembers how far it got, so that what a killed
 * process had not sent is sent by the next. A notice is sent at least once.
 */
final class Webhook {
    private static final long LONGEST_WAIT_MS = 60_000;
    private static final long LAST_MS = 5_000;

    private final TargetConfig target;
    private final HookSender sender;
    private final Path file;
    private final Consumer<String> say;
    private final NoticeQueue queue;
    private final Thread thread;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong retried = new AtomicLong();
    private final AtomicLong unremembered = new AtomicLong();
    private final AtomicLong faults = new AtomicLong();
    private long offeredStep;
    private int offeredPlace;
    private final String wanted;
    private Set<NoticeEvent> fresh = Set.of();
    private long freshFromStep;
    private boolean failing;
    private long saidDropped;

    /**
     * @param file remembers the last notice that was sent
     * @param pastSteps of the journal before this session
     */
    Webhook(TargetConfig target, HookSender sender, Path file, long pastSteps, Consumer<String> say) {
        this.target = target;
        this.sender = sender;
        this.file = file;
        this.say = say;
        this.queue = new NoticeQueue(target.queue());
        this.thread = new Thread(this::run, "millrace-notify-" + target.name());
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        this.wanted = target.events().stream().sorted().map(NoticeEvent::word).collect(Collectors.joining(","));
        recall(pastSteps);
    }

    void start() {
        thread.start();
    }

    /** Takes a notice of the journal, unless it was taken before. The reading thread. */
    void offer(Notice notice, long step, int place) {
        if (step > offeredStep || (step == offeredStep && place > offeredPlace)) {
            offeredStep = step;
            offeredPlace = place;
            // What it was not asked to tell when it happened is not told now.
            if (step > freshFromStep || !fresh.contains(notice.event())) {
                put(notice);
            }
        }
    }

    /** True when nothing of this step or an earlier one is wanted any more. The reading thread. */
    boolean isBehind(long step) {
        return step < offeredStep;
    }

    /** Takes any notice it wants to hear; never waits. Any thread. */
    void put(Notice notice) {
        if (target.events().contains(notice.event())) {
            queue.put(notice);
        }
    }

    long sent() {
        return sent.get();
    }

    long failed() {
        return failed.get();
    }

    long retried() {
        return retried.get();
    }

    /** How often the place could not be kept; each may send a notice twice after a restart. */
    long unremembered() {
        return unremembered.get();
    }

    /** How often sending failed by a fault of this program's. */
    long faults() {
        return faults.get();
    }

    long dropped() {
        return queue.dropped();
    }

    /** Sends what waits, for five seconds at most. */
    void end() {
        queue.end();
    }

    /** Waits for {@link #end}. */
    void join() throws InterruptedException {
        thread.join(LAST_MS);
        if (thread.isAlive()) {
            thread.interrupt();
            thread.join(TimeUnit.SECONDS.toMillis(1));
            say.accept("notify: " + target.name() + " did not take the last notices; what is in the journal is sent by"
                    + " the next start");
        }
    }

    private void run() {
        try {
            for (Notice notice = queue.take(); notice != null; notice = queue.take()) {
                sayDropped();
                if (!deliver(notice)) {
                    return;
                }
                remember(notice);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A fault of ours is tried again as one of theirs: the thread has to outlive it. */
    private HookSender.Result attempt(Notice notice) throws InterruptedException {
        try {
            return sender.send(notice, queue.dropped());
        } catch (RuntimeException e) {
            faults.incrementAndGet();
            // Not its message: that may name the address.
            return new HookSender.Result(
                    false, true, 0, "a fault, " + e.getClass().getSimpleName());
        }
    }

    /** Sends it or gives it up; false when the end came before either. */
    private boolean deliver(Notice notice) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            HookSender.Result result = attempt(notice);
            if (result.done()) {
                sent.incrementAndGet();
                recovered();
                return true;
            }
            boolean last = !result.again() || attempt >= target.attempts();
            troubled(result.text(), last && !result.again());
            if (last) {
                failed.incrementAndGet();
                return true;
            }
            retried.incrementAndGet();
            if (queue.pause(Math.max(result.waitMs(), backOff(attempt)))) {
                return false;
            }
        }
    }

    /** Doubles up to a minute; drawn from the upper half, so that many senders do not come together. */
    private long backOff(int attempt) {
        long full = Math.min(LONGEST_WAIT_MS, (long) target.retryMs() << Math.min(20, attempt - 1));
        return full / 2 + ThreadLocalRandom.current().nextLong(full / 2 + 1);
    }

    private void troubled(String why, boolean refused) {
        if (!failing) {
            failing = true;
            say.accept("notify: " + target.name() + " " + (refused ? "refuses notices: " : "cannot be reached: ") + why
                    + "; trading goes on");
        }
    }

    private void recovered() {
        if (failing) {
            failing = false;
            say.accept("notify: " + target.name() + " takes notices again");
        }
    }

    /** Said when it begins, and each time the number has grown tenfold. */
    private void sayDropped() {
        long dropped = queue.dropped();
        if (dropped > 0 && dropped >= saidDropped * 10) {
            saidDropped = dropped;
            say.accept("notify: " + target.name() + " is too slow: " + dropped + " notices were dropped so far");
        }
    }

    private void remember(Notice notice) {
        if (notice.step() == 0 || !notice.id().startsWith(notice.step() + "-")) {
            return;
        }
        try {
            write(notice.id());
        } catch (IOException | RuntimeException e) {
            // The next start sends it once more; its id tells the receiver.
            unremembered.incrementAndGet();
        }
    }

    private void recall(long pastSteps) {
        offeredStep = pastSteps;
        offeredPlace = Integer.MAX_VALUE;
        try {
            String[] words = Files.readString(file, US_ASCII).strip().split(" ", -1);
            String[] id = words[0].split("-", -1);
            long step = Long.parseLong(id[0]);
            int place = Integer.parseInt(id[1]);
            if (step <= pastSteps) {
                offeredStep = step;
                offeredPlace = place;
            }
            if (words.length > 1) {
                freshFromStep = pastSteps;
                fresh = target.events().stream()
                        .filter(event -> !List.of(words[1].split(",", -1)).contains(event.word()))
                        .collect(Collectors.toSet());
            }
        } catch (NoSuchFileException e) {
            begin(pastSteps);
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            say.accept("notify: " + file + " cannot be used; notices begin with this session");
        }
    }

    /** The first start: what happened before is not told. */
    private void begin(long pastSteps) {
        try {
            write(pastSteps + "-" + Integer.MAX_VALUE);
        } catch (IOException e) {
            say.accept("notify: " + file + " cannot be written: " + e + "; a restart may leave out notices");
        }
    }

    private void write(String id) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, id + " " + wanted + "\n", US_ASCII);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
