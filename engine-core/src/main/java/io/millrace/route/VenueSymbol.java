package io.millrace.route;

import io.millrace.event.codec.Side;
import io.millrace.fixed.Fixed;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * How one venue names an instrument and how many digits it takes. Immutable, any thread; prices and quantities at 1e-8.
 *
 * <p>Rounding never makes an order bolder than it was approved: a limit buys no dearer and sells no cheaper, a quantity
 * never grows, a stop that protects triggers no later and one that enters no earlier.
 *
 * @param instrument the engine's id
 * @param symbol the venue's name, such as {@code BTCUSDT} or {@code XBT/USD}
 * @param priceDecimals digits after the point of a price, 0 to 8
 * @param quantityDecimals digits after the point of a quantity, 0 to 8
 */
public record VenueSymbol(int instrument, String symbol, int priceDecimals, int quantityDecimals) {
    private static final int LONGEST = 32;

    /** @throws IllegalArgumentException listing everything wrong with the values */
    public VenueSymbol {
        final List<String> wrong = new ArrayList<>();
        if (instrument < 0) {
            wrong.add("instrument is " + instrument + ", expected 0 or more");
        }
        if (symbol == null || symbol.isBlank() || symbol.length() > LONGEST || !symbol.equals(symbol.strip())) {
            wrong.add("symbol is \"" + symbol + "\", expected 1 to " + LONGEST + " characters without blanks around");
        }
        if (isNoScale(priceDecimals)) {
            wrong.add("priceDecimals is " + priceDecimals + ", expected 0 to " + Fixed.SCALE);
        }
        if (isNoScale(quantityDecimals)) {
            wrong.add("quantityDecimals is " + quantityDecimals + ", expected 0 to " + Fixed.SCALE);
        }
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(
                    "venue symbol of instrument " + instrument + ": " + String.join("; ", wrong));
        }
    }

    /** A buy's limit rounded down, a sell's up. */
    public long limitPrice(final Side side, final long price) {
        return side == Side.BUY ? down(price, priceDecimals) : up(price, priceDecimals);
    }

    /** A stop rounded towards the market when it {@code reduces} a position, away from it when it enters one. */
    public long stopPrice(final Side side, final boolean reduces, final long price) {
        return (side == Side.BUY) == reduces ? down(price, priceDecimals) : up(price, priceDecimals);
    }

    /** Rounded down; 0 when nothing is left that the venue could take: the order must not be sent then. */
    public long quantity(final long quantity) {
        return down(quantity, quantityDecimals);
    }

    /** A rounded price in the venue's digits; off the hot path. */
    public String priceText(final long price) {
        return text("price", price, priceDecimals);
    }

    /** A rounded quantity in the venue's digits; off the hot path. */
    public String quantityText(final long quantity) {
        return text("quantity", quantity, quantityDecimals);
    }

    private String text(final String what, final long value, final int decimals) {
        if (!Fixed.isMultiple(value, step(decimals))) {
            throw new IllegalArgumentException(what + " " + Fixed.format(value) + " of " + symbol + " has more than "
                    + decimals + " decimals; round it before");
        }
        return BigDecimal.valueOf(value, Fixed.SCALE).setScale(decimals).toPlainString();
    }

    private static long down(final long value, final int decimals) {
        return Fixed.floorTo(value, step(decimals));
    }

    private static long up(final long value, final int decimals) {
        final long step = step(decimals);
        final long floor = Fixed.floorTo(value, step);
        return floor == value ? value : Math.addExact(floor, step);
    }

    private static long step(final int decimals) {
        long step = 1;
        for (int i = decimals; i < Fixed.SCALE; i++) {
            step *= 10;
        }
        return step;
    }

    private static boolean isNoScale(final int decimals) {
        return decimals < 0 || decimals > Fixed.SCALE;
    }
}
