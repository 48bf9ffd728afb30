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
    private final StrategySlot[][] byStream;
    private final StrategySlot[][] byInstrument;
    private final OutputWriter output;

    StrategyCalls(final StrategySlot[] slots, final int streams, final int instruments, final OutputWriter output) {
        this.slots = slots;
        this.output = output;
        this.byStream = new StrategySlot[streams][0];
        this.byInstrument = new StrategySlot[instruments][0];
        for (final StrategySlot slot : slots) {
            byStream[slot.stream()] = with(byStream[slot.stream()], slot);
            byInstrument[slot.instrumentId()] = with(byInstrument[slot.instrumentId()], slot);
        }
    }

    /** The strategies that are called with the bars of a stream. */
    StrategySlot[] onStream(final int stream) {
        return byStream[stream];
    }

    private static StrategySlot[] with(final StrategySlot[] some, final StrategySlot another) {
        final StrategySlot[] more = Arrays.copyOf(some, some.length + 1);
        more[some.length] = another;
        return more;
    }

    void onBar(final int stream, final ClosedBar bar) {
        for (final StrategySlot slot : byStream[stream]) {
            if (!slot.failed()) {
                slot.countBar();
                try {
                    slot.strategy().onBar(bar, slot);
                } catch (final RuntimeException fault) {
                    contain(slot, fault);
                }
            }
        }
    }

    void onTrade(final int instrument, final long price, final long quantity) {
        for (final StrategySlot slot : byInstrument[instrument]) {
            if (!slot.failed()) {
                try {
                    slot.strategy().onTrade(price, quantity, slot);
                } catch (final RuntimeException fault) {
                    contain(slot, fault);
                }
            }
        }
    }

    void onQuote(final int instrument, final long bid, final long ask) {
        for (final StrategySlot slot : byInstrument[instrument]) {
            if (!slot.failed()) {
                try {
                    slot.strategy().onQuote(bid, ask, slot);
                } catch (final RuntimeException fault) {
                    contain(slot, fault);
                }
            }
        }
    }

    void onFill(final int strategy, final Fill fill) {
        final StrategySlot slot = slots[strategy];
        if (!slot.failed()) {
            try {
                slot.strategy().onFill(fill, slot);
            } catch (final RuntimeException fault) {
                contain(slot, fault);
            }
        }
    }

    void onOrderEnded(final int strategy, final long orderId) {
        final StrategySlot slot = slots[strategy];
        if (!slot.failed()) {
            try {
                slot.strategy().onOrderEnded(orderId, slot);
            } catch (final RuntimeException fault) {
                contain(slot, fault);
            }
        }
    }

    /** A full step is the engine's fault to report, not the strategy's to survive. */
    private void contain(final StrategySlot slot, final RuntimeException fault) {
        if (fault instanceof StepTooLongException) {
            throw fault;
        }
        slot.fail();
        output.alert(
                AlertCode.STRATEGY_FAILED,
                Severity.ERROR,
                slot.id(),
                slot.instrumentId(),
                slot.id(),
                Double.NaN,
                Double.NaN);
    }
}
