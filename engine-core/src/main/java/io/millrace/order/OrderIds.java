package io.millrace.order;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import java.util.Arrays;

/**
 * Makes order ids that are unique for ever and the same in every replay. Decide thread.
 *
 * <pre>
 * bit 63   62 .. 47   46 .. 35    34 .. 0
 *     0    epoch      strategy    sequence
 * </pre>
 *
 * <p>The epoch counts the starts on a journal, so that an id of a lost tail is never given again; the sequence counts
 * the
 * orders of one strategy from 1. Ids are positive; 0 means no order.
 */
public final class OrderIds implements Stateful {
    /** Starts on one journal. */
    public static final int MAX_EPOCH = (1 << 16) - 1;

    /** Strategies are numbered from 0 to this. */
    public static final int MAX_STRATEGY = (1 << 12) - 1;

    /** Orders of one strategy in one epoch. */
    public static final long MAX_SEQUENCE = (1L << 35) - 1;

    /** Letters and digits of an engine's name in texts: with 18 characters a text fits every venue. */
    public static final int MAX_ENGINE_ID_LENGTH = 4;

    private static final int STRATEGY_SHIFT = 35;
    private static final int EPOCH_SHIFT = 47;
    private static final String USED_UP = "order ids used up: a strategy may place 34,359,738,367 orders in one epoch";

    private final int epoch;
    private final long[] lastSequence;

    /**
     * @param epoch 1 to {@link #MAX_EPOCH}
     * @param strategyCount 1 to {@code MAX_STRATEGY + 1}
     */
    public OrderIds(final int epoch, final int strategyCount) {
        requireWithin("epoch", epoch, 1, MAX_EPOCH);
        requireWithin("number of strategies", strategyCount, 1, MAX_STRATEGY + 1L);
        this.epoch = epoch;
        this.lastSequence = new long[strategyCount];
    }

    /** @throws IllegalStateException when the strategy has used up its ids of this epoch */
    public long next(final int strategy) {
        if (lastSequence[strategy] == MAX_SEQUENCE) {
            throw new IllegalStateException(USED_UP);
        }
        lastSequence[strategy]++;
        return (long) epoch << EPOCH_SHIFT | (long) strategy << STRATEGY_SHIFT | lastSequence[strategy];
    }

    /** The id with these parts; for tests and tools. */
    public static long of(final int epoch, final int strategy, final long sequence) {
        requireWithin("epoch", epoch, 1, MAX_EPOCH);
        requireWithin("strategy", strategy, 0, MAX_STRATEGY);
        requireWithin("sequence", sequence, 1, MAX_SEQUENCE);
        return (long) epoch << EPOCH_SHIFT | (long) strategy << STRATEGY_SHIFT | sequence;
    }

    public static int epoch(final long orderId) {
        return (int) (orderId >>> EPOCH_SHIFT);
    }

    public static int strategy(final long orderId) {
        return (int) (orderId >>> STRATEGY_SHIFT) & MAX_STRATEGY;
    }

    public static long sequence(final long orderId) {
        return orderId & MAX_SEQUENCE;
    }

    /** True when the engine could have made this id. */
    public static boolean isValid(final long orderId) {
        return orderId > 0 && epoch(orderId) > 0 && sequence(orderId) > 0;
    }

    /** The id for venues, such as {@code MR1-0020000000001}; off the hot path. */
    public static String text(final String engineId, final long orderId) {
        return OrderIdText.format(engineId, orderId);
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @return the order id, or 0 when the text is of another engine
     * @throws IllegalArgumentException if the text is of this engine and damaged
     */
    public static long parse(final String engineId, final String text) {
        return OrderIdText.parse(engineId, text);
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putLong(epoch);
        for (final long sequence : lastSequence) {
            sink.putLong(sequence);
        }
    }

    @Override
    public void readState(final StateSource source) {
        source.expect("OrderIds.epoch", epoch);
        readSequences(source);
    }

    /** The ids of the session in which a state was written. */
    public static OrderIds read(final StateSource source, final int strategyCount) {
        final OrderIds ids = new OrderIds(source.getCount("OrderIds.epoch", MAX_EPOCH), strategyCount);
        ids.readSequences(source);
        return ids;
    }

    @Override
    public String toString() {
        return "OrderIds[epoch=" + epoch + ", lastSequence=" + Arrays.toString(lastSequence) + "]";
    }

    private void readSequences(final StateSource source) {
        for (int i = 0; i < lastSequence.length; i++) {
            lastSequence[i] = source.getLong();
        }
    }

    private static void requireWithin(final String name, final long value, final long minimum, final long maximum) {
        if (value < minimum || value > maximum) {
            throw new IllegalArgumentException(
                    "order ids: " + name + " is " + value + ", expected " + minimum + " to " + maximum);
        }
    }
}
