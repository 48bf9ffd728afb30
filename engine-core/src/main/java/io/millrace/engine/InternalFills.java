package io.millrace.engine;

import io.millrace.event.codec.Liquidity;
import io.millrace.strategy.Fill;

/** Internal trades of the step at hand, until the strategies are told. Decide thread; no allocation; fixed at 1e-8. */
final class InternalFills {
    private final long[] quantities;
    private final long[] prices;
    private final CrossSide[] sides;
    private final Fill fill = new Fill();
    private int count;

    /** @param capacity fills, two for each trade */
    InternalFills(final int capacity) {
        quantities = new long[capacity];
        prices = new long[capacity];
        sides = new CrossSide[capacity];
        for (int i = 0; i < capacity; i++) {
            sides[i] = new CrossSide();
        }
    }

    boolean hasRoom() {
        return count + 2 <= sides.length;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** Where the gate's answer for the next trade is kept; {@link #add} makes it one. */
    CrossSide next(final int place) {
        return sides[count + place];
    }

    /** The next two sides have traded. */
    void add(final long quantity, final long price) {
        for (int i = count; i < count + 2; i++) {
            quantities[i] = quantity;
            prices[i] = price;
        }
        count += 2;
    }

    /** Tells the strategies, oldest first, and forgets. */
    void tell(final StrategyCalls calls) {
        for (int i = 0; i < count; i++) {
            fill.of(sides[i].orderId(), sides[i].side(), quantities[i], prices[i], 0, Liquidity.NONE);
            calls.onFill(sides[i].strategy(), sides[i].instrument(), fill);
        }
        count = 0;
    }
}
