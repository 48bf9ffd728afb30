package io.millrace.daemon;

import io.millrace.notify.Notice;
import io.millrace.notify.NoticeEvent;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Says when orders are refused: at the first of this session, then at most once a minute. Main thread. */
final class RefusalWatch {
    private static final long PAUSE_NS = TimeUnit.MINUTES.toNanos(1);

    private final RunState state;
    private final Consumer<String> say;
    private final Consumer<Notice> tell;
    private long told;
    private long toldAtNs;

    RefusalWatch(RunState state, Consumer<String> say, Consumer<Notice> tell) {
        this.state = state;
        this.say = say;
        this.tell = tell;
        this.told = sum(state.view().refusals());
        this.toldAtNs = System.nanoTime() - PAUSE_NS;
    }

    /** Looks; costs little. */
    void round(long nowNs) {
        if (nowNs - toldAtNs < PAUSE_NS) {
            return;
        }
        List<Refusals.ByControl> refusals = state.view().refusals();
        long all = sum(refusals);
        if (all > told) {
            String text = String.format(Locale.ROOT, "risk refuses orders: %,d more, ", all - told) + "in all "
                    + describe(refusals);
            told = all;
            toldAtNs = nowNs;
            say.accept(text);
            tell.accept(Notice.now(NoticeEvent.TROUBLE, "refused-" + System.currentTimeMillis(), text));
        }
    }

    /** Such as {@code 7,694 by MAX_ORDER_VALUE}. */
    static String describe(List<Refusals.ByControl> refusals) {
        return refusals.stream()
                .map(each -> String.format(Locale.ROOT, "%,d by %s", each.count(), each.control()))
                .collect(Collectors.joining(", "));
    }

    private static long sum(List<Refusals.ByControl> refusals) {
        return refusals.stream().mapToLong(Refusals.ByControl::count).sum();
    }
}
