package io.millrace.engine;

import io.millrace.event.Absent;
import io.millrace.intent.OrderIntent;
import io.millrace.strategy.StrategyContext;

/**
 * What the strategies' targets of one step come to together. They are collected while the step is decided and released
 * at its end, in the order of the strategies: where sleeves want opposite things of one instrument, the smaller side
 * trades with the larger inside the account, at the newest price, without a fee; what is left becomes orders.
 *
 * <p>Both sides of an internal trade pass the gate, each as if the other had filled; if one is refused there is no
 * trade, and each goes to the venue alone. A sleeve with orders in the instrument at the venue takes no part: they
 * might fill before they could be taken back. Strategies hear of it once everything is placed; targets they answer
 * with are orders at once.
 *
 * <p>Decide thread; no allocation; nothing is kept from one step to the next.
 */
final class Netting {
    private final boolean on;
    private final OrderDesk desk;
    private final OrderDoor door;
    private final Touch touch;
    private final AssetView[] asked;
    private final InternalFills fills;
    private int count;
    private boolean releasing;

    /** @param capacity instruments of all strategies together */
    Netting(final boolean on, final int capacity, final OrderDesk desk, final Touch touch) {
        this.on = on;
        this.desk = desk;
        this.door = desk.door();
        this.touch = touch;
        asked = new AssetView[capacity];
        fills = new InternalFills(4 * capacity);
    }

    /** False when a target is to be an order at once. */
    boolean isCollecting() {
        return on && !releasing;
    }

    /** Takes a target in; of each view one. */
    void collect(final AssetView view) {
        int place = count++;
        while (place > 0 && asked[place - 1].slot().id() > view.slot().id()) {
            asked[place] = asked[place - 1];
            place--;
        }
        asked[place] = view;
    }

    /** Ends the step; true when sleeves traded with each other. */
    boolean release(final StrategyCalls calls) {
        if (count == 0) {
            return false;
        }
        releasing = true;
        crossAll();
        final boolean crossed = !fills.isEmpty();
        for (int i = 0; i < count; i++) {
            asked[i].placeAsked();
        }
        if (crossed) {
            for (int i = 0; i < count; i++) {
                calls.mark(asked[i]);
            }
        }
        tell(calls);
        count = 0;
        releasing = false;
        return crossed;
    }

    private void tell(final StrategyCalls calls) {
        fills.tell(calls);
        for (int i = 0; i < count; i++) {
            final AssetView view = asked[i];
            if (view.endAsked()) {
                calls.onOrderEnded(view.slot().id(), view.instrumentId(), StrategyContext.COLLECTED);
            }
        }
    }

    private void crossAll() {
        for (int i = 0; i < count; i++) {
            if (asked[i].crossable() > 0) {
                crossBuyer(asked[i]);
            }
        }
    }

    private void crossBuyer(final AssetView buyer) {
        for (int i = 0; i < count; i++) {
            final AssetView seller = asked[i];
            if (seller.instrumentId() == buyer.instrumentId() && seller.crossable() < 0 && fills.hasRoom()) {
                cross(buyer, seller);
            }
        }
    }

    /** Sizes are asked anew: every trade changes what its sleeves still want. */
    private void cross(final AssetView buyer, final AssetView seller) {
        final long price = touch.last(buyer.instrumentId());
        final long quantity = buyer.floorToLot(Math.min(buyer.wanted(), -seller.wanted()));
        if (quantity <= 0 || price == Absent.FIXED) {
            return;
        }
        final CrossSide sold = fills.next(0);
        final CrossSide bought = fills.next(1);
        if (approve(seller, -quantity, price, sold) && approve(buyer, sold.quantity(), price, bought)) {
            final long traded = Math.min(sold.quantity(), bought.quantity());
            desk.bookCross(sold, bought.orderId(), traded, price);
            desk.bookCross(bought, sold.orderId(), traded, price);
            seller.noteCross();
            buyer.noteCross();
            fills.add(traded, price);
        }
    }

    private boolean approve(final AssetView view, final long signedQuantity, final long price, final CrossSide side) {
        final OrderIntent intent = view.marketIntent(signedQuantity);
        return door.approveCross(intent, price, side);
    }
}
