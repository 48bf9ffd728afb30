package io.millrace.engine;

import io.millrace.book.ClosedBar;
import io.millrace.event.StepTooLongException;
import io.millrace.event.codec.AlertCode;
import io.millrace.event.codec.Severity;
import io.millrace.strategy.Fill;
import java.util.Arrays;

/**
 * Calls the strategies, and keeps one that throws from harming the others: it is taken out of service, an alert says
 * so, and its working orders stay under the operator's control.
 */
final class StrategyCalls {
    private final StrategySlot[] slots;
    private final AssetView[][] byStream;
    private final AssetView[][] byInstrument;
    private final OutputWriter output;
    private final MarkWriter marks;
    private final OrderDesk desk;
    private long oldestSliceNs = StrategySlot.NO_SLICE;

    StrategyCalls(final StrategySlot[] slots, final int streams, final int instruments, final DecideParts parts) {
        this.slots = slots;
        this.output = parts.output();
        this.desk = parts.desk();
        this.marks = new MarkWriter(slots, parts.ledger(), parts.desk().currencies(), parts.output());
        this.byStream = new AssetView[streams][0];
        this.byInstrument = new AssetView[instruments][0];
        for (final StrategySlot slot : slots) {
            for (int asset = 0; asset < slot.assets(); asset++) {
                final AssetView view = slot.view(asset);
                byStream[view.stream()] = with(byStream[view.stream()], view);
                byInstrument[view.instrumentId()] = with(byInstrument[view.instrumentId()], view);
            }
        }
    }

    private static AssetView[] with(final AssetView[] some, final AssetView another) {
        final AssetView[] more = Arrays.copyOf(some, some.length + 1);
        more[some.length] = another;
        return more;
    }

    /** A bar completed a stream: the strategies on it are called and their sleeves valued. */
    void onBar(final int stream, final ClosedBar bar) {
        final AssetView[] views = byStream[stream];
        final boolean watched = desk.risk().watchesBars();
        for (final AssetView view : views) {
            if (watched) {
                desk.risk().onBar(view.slot().id(), view.instrumentId(), view.averageRange(), bar.close());
            }
            desk.onBar(view.slot().id(), bar);
        }
        for (final AssetView view : views) {
            if (!view.slot().failed()) {
                call(view, bar);
            }
        }
        for (final AssetView view : views) {
            marks.write(view);
        }
    }

    /** Values a sleeve anew, if it is worth something else than at its last mark. */
    void mark(final AssetView view) {
        marks.write(view);
    }

    /** Values the sleeve's position anew. */
    void mark(final int strategy, final int instrument) {
        final AssetView view = view(strategy, instrument);
        if (view != null) {
            marks.write(view);
        }
    }

    /** The instrument had a price, and what came of it has been done. */
    void onPriced(final int instrument) {
        marks.onPrice(byInstrument[instrument]);
    }

    void onSessionDown() {
        marks.onSessionDown();
    }

    private void call(final AssetView view, final ClosedBar bar) {
        final StrategySlot slot = view.slot();
        view.countBar(bar);
        try {
            slot.strategy().onBar(bar, view);
        } catch (final RuntimeException fault) {
            contain(slot, view, fault);
            return;
        }
        if (slot.isSliced()) {
            if (slot.addToSlice(bar, output.step().engineTimeNs())) {
                completeSlice(slot);
            }
            oldestSliceNs = Math.min(oldestSliceNs, slot.sliceSinceNs());
        }
    }

    /** Time has moved on: slices that began before this are as complete as they will get. */
    void onTime(final long nowNs) {
        if (oldestSliceNs < nowNs) {
            completeSlices(nowNs);
        }
    }

    /** The source says that nothing more comes for this time. */
    void onTick(final long nowNs) {
        if (oldestSliceNs <= nowNs) {
            completeSlices(nowNs + 1);
        }
    }

    /** The slots have been given another state. */
    void onRead() {
        oldestSliceNs = StrategySlot.NO_SLICE;
        for (final StrategySlot slot : slots) {
            oldestSliceNs = Math.min(oldestSliceNs, slot.sliceSinceNs());
        }
    }

    private void completeSlices(final long beforeNs) {
        oldestSliceNs = StrategySlot.NO_SLICE;
        for (final StrategySlot slot : slots) {
            if (slot.sliceSinceNs() < beforeNs) {
                completeSlice(slot);
            }
            oldestSliceNs = Math.min(oldestSliceNs, slot.sliceSinceNs());
        }
    }

    private void completeSlice(final StrategySlot slot) {
        final long closeNs = slot.sliceCloseNs();
        slot.endSlice();
        try {
            slot.strategy().onSlice(closeNs, slot.firstView());
        } catch (final RuntimeException fault) {
            contain(slot, slot.firstView(), fault);
        }
    }

    /** A schedule asks everybody for a decision. */
    void onEvaluation() {
        for (final StrategySlot slot : slots) {
            if (!slot.failed()) {
                try {
                    slot.strategy().onEvaluation(slot.firstView());
                } catch (final RuntimeException fault) {
                    contain(slot, slot.firstView(), fault);
                }
            }
        }
    }

    void onTrade(final int instrument, final long price, final long quantity) {
        for (final AssetView view : byInstrument[instrument]) {
            if (!view.slot().failed()) {
                try {
                    view.slot().strategy().onTrade(price, quantity, view);
                } catch (final RuntimeException fault) {
                    contain(view.slot(), view, fault);
                }
            }
        }
    }

    void onQuote(final int instrument, final long bid, final long ask) {
        for (final AssetView view : byInstrument[instrument]) {
            if (!view.slot().failed()) {
                try {
                    view.slot().strategy().onQuote(bid, ask, view);
                } catch (final RuntimeException fault) {
                    contain(view.slot(), view, fault);
                }
            }
        }
    }

    void onFill(final int strategy, final int instrument, final Fill fill) {
        final AssetView view = view(strategy, instrument);
        if (view == null) {
            return;
        }
        marks.onFill(view);
        if (!view.slot().failed()) {
            try {
                view.slot().strategy().onFill(fill, view);
            } catch (final RuntimeException fault) {
                contain(view.slot(), view, fault);
            }
        }
    }

    void onOrderEnded(final int strategy, final int instrument, final long orderId) {
        final AssetView view = view(strategy, instrument);
        if (view != null && !view.slot().failed()) {
            try {
                view.slot().strategy().onOrderEnded(orderId, view);
            } catch (final RuntimeException fault) {
                contain(view.slot(), view, fault);
            }
        }
    }

    /** Prices of the instrument are in new units from now on. */
    void onSplit(final int instrument, final int to, final int from) {
        for (final AssetView view : byInstrument[instrument]) {
            if (!view.slot().failed()) {
                try {
                    view.slot().strategy().onSplit(to, from, view);
                } catch (final RuntimeException fault) {
                    contain(view.slot(), view, fault);
                }
            }
        }
    }

    private AssetView view(final int strategy, final int instrument) {
        for (final AssetView view : byInstrument[instrument]) {
            if (view.slot().id() == strategy) {
                return view;
            }
        }
        return null;
    }

    /** A full step is the engine's fault to report, not the strategy's to survive. */
    private void contain(final StrategySlot slot, final AssetView view, final RuntimeException fault) {
        if (fault instanceof StepTooLongException) {
            throw fault;
        }
        slot.fail();
        output.alert(
                AlertCode.STRATEGY_FAILED,
                Severity.ERROR,
                slot.id(),
                view.instrumentId(),
                slot.id(),
                Double.NaN,
                Double.NaN);
    }
}
