package io.millrace.venue;

import io.millrace.event.Absent;
import io.millrace.fixed.Fixed;
import io.millrace.fixed.Rounding;

/** Prices of taking under a {@link SlippageModel}, always rounded against the order. Single thread, no state. */
final class Slippage {
    private final SlippageModel model;
    private final double coefficient;

    Slippage(final SlippageModel model) {
        this.model = model;
        coefficient = Fixed.toDouble(model.rootImpact());
    }

    /** The square-root law applies: somebody has to measure volatility. */
    boolean measures() {
        return model.rootImpact() != 0;
    }

    /** The shift of the square-root law as a rate at 1e-8, from {@code sigma * sqrt(Q / V)}. */
    long impact(final double rootShare) {
        final double shift = coefficient * rootShare * Fixed.ONE;
        return shift >= Fixed.ONE - 1 ? Fixed.ONE - 1 : (long) Math.ceil(shift);
    }

    /** The price of a market or stop fill that the market shows at {@code price}; {@code impact} is a rate at 1e-8. */
    long price(final InstrumentBook book, final VenueOrder order, final long price, final long impact) {
        final long rate = model.rate() + impact;
        final long apart = model.spreadFraction() == 0 ? 0 : spreadShare(book, price);
        if (order.buys()) {
            return Fixed.add(rate == 0 ? price : Fixed.multiplyUp(price, Fixed.ONE + rate), apart);
        }
        final long shifted = rate == 0 ? price : Fixed.multiplyDown(price, Math.max(0, Fixed.ONE - rate));
        return Math.max(1, shifted - apart);
    }

    private long spreadShare(final InstrumentBook book, final long price) {
        if (!book.hasQuotes) {
            final long rate = Fixed.multiplyUp(model.assumedSpread(), model.spreadFraction());
            return Fixed.multiplyUp(price, rate);
        }
        if (book.bid == Absent.FIXED || book.ask == Absent.FIXED || book.ask <= book.bid) {
            return 0;
        }
        return Fixed.scale(book.ask - book.bid, model.spreadFraction(), Fixed.ONE, Rounding.CEILING);
    }
}
