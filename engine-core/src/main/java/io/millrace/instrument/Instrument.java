package io.millrace.instrument;

import io.millrace.calendar.CalendarRegistry;
import io.millrace.calendar.TradingCalendar;
import io.millrace.fixed.Fixed;
import java.util.List;

/**
 * One tradable thing and the rules for its orders. Immutable; checked as a whole when made.
 *
 * @param id dense: the place in its {@link InstrumentTable}, and the id in events
 * @param symbol the engine's own name; venues map their names to it
 * @param currency of price, cash and fees, such as {@code USD}
 * @param tick smallest step of a price, at 1e-8
 * @param lot smallest step of a quantity, at 1e-8; 1 (that is 0.00000001) allows any fraction
 * @param minQuantity smallest order quantity, at 1e-8; 0 = none
 * @param minNotional smallest order value, at 1e-8; 0 = none
 * @param maxQuantity largest order quantity, at 1e-8
 * @param wholeUnits no fractions: the lot is one unit or several
 * @param tradable false = data only; orders are refused
 * @param calendar when it trades: a name of {@link CalendarRegistry}
 * @param actions splits, dividends and a delisting by ex-date, each on a day with a session
 */
public record Instrument(
        int id,
        String symbol,
        AssetClass assetClass,
        String currency,
        long tick,
        long lot,
        long minQuantity,
        long minNotional,
        long maxQuantity,
        boolean wholeUnits,
        boolean tradable,
        String calendar,
        List<CorporateAction> actions) {
    /** Calendar of markets that never close. */
    public static final String ALWAYS_OPEN = CalendarRegistry.ALWAYS_OPEN;

    /** Calendar of the New York exchanges. */
    public static final String NYSE = CalendarRegistry.NYSE;

    /** @throws IllegalArgumentException listing every rule that the values break */
    public Instrument {
        final Violations violations = new Violations("instrument " + id + " (" + symbol + ")");
        violations.unless(id >= 0, "id", id, "0 or more");
        violations.unless(
                isPrintable(symbol, 32), "symbol", symbol, "1 to 32 printable ASCII characters without a blank");
        violations.unless(assetClass != null, "assetClass", null, "CRYPTO, EQUITY, ETF, FX or OTHER");
        violations.unless(isPrintable(currency, 8), "currency", currency, "1 to 8 characters such as USD or USDT");
        violations.unless(tick > 0, "tick", text(tick), "more than 0, such as 0.01");
        violations.unless(
                lot > 0, "lot", text(lot), "more than 0, such as 0.00000001 for fractions or 1 for whole units");
        violations.unless(minQuantity >= 0, "minQuantity", text(minQuantity), "0 or more");
        violations.unless(minNotional >= 0, "minNotional", text(minNotional), "0 or more");
        violations.unless(
                maxQuantity > 0 && maxQuantity >= minQuantity && maxQuantity >= lot,
                "maxQuantity",
                text(maxQuantity),
                "at least minQuantity and one lot");
        violations.unless(
                !wholeUnits || (lot > 0 && Fixed.isMultiple(lot, Fixed.ONE)),
                "lot",
                text(lot),
                "a whole number because wholeUnits is set");
        violations.unless(
                calendar != null && CalendarRegistry.names().contains(calendar),
                "calendar",
                calendar,
                "one of " + String.join(", ", CalendarRegistry.names()));
        checkActions(violations, calendar, actions);
        violations.refuseAny();
        actions = List.copyOf(actions);
    }

    /** Starts from defaults: US dollars, tick 0.01, any fraction, no minimum, tradable, {@link #ALWAYS_OPEN}. */
    public static InstrumentBuilder builder(final int id, final String symbol) {
        return new InstrumentBuilder(id, symbol);
    }

    /** When it trades. The first call for a calendar with holidays works out its table. */
    public TradingCalendar tradingCalendar() {
        return CalendarRegistry.find(calendar);
    }

    /** When an action takes effect: the open of its ex-date's session. */
    public long exTimeNs(final CorporateAction action) {
        return tradingCalendar().openOfDayNs(action.exDay());
    }

    /** {@code quantity} cut to whole lots; {@code quantity >= 0}. */
    public long floorToLot(final long quantity) {
        return Fixed.floorTo(quantity, lot);
    }

    public boolean isWholeLots(final long quantity) {
        return Fixed.isMultiple(quantity, lot);
    }

    public boolean isOnTick(final long price) {
        return Fixed.isMultiple(price, tick);
    }

    private static void checkActions(
            final Violations violations, final String calendar, final List<CorporateAction> actions) {
        if (actions.isEmpty() || calendar == null || !CalendarRegistry.names().contains(calendar)) {
            return;
        }
        final TradingCalendar sessions = CalendarRegistry.find(calendar);
        int previous = Integer.MIN_VALUE;
        boolean delisted = false;
        for (final CorporateAction action : actions) {
            violations.unless(action.exDay() >= previous, "actions", action, "actions by date");
            violations.unless(isSession(sessions, action.exDay()), "actions", action, "a session day of " + calendar);
            violations.unless(!delisted, "actions", action, "nothing after a delisting");
            delisted = action.isDelisting();
            previous = action.exDay();
        }
    }

    private static boolean isSession(final TradingCalendar sessions, final int day) {
        try {
            return sessions.isSession(day);
        } catch (final IllegalArgumentException e) {
            return false;
        }
    }

    private static String text(final long value) {
        return Fixed.format(value);
    }

    private static boolean isPrintable(final String text, final int maxLength) {
        if (text == null || text.isEmpty() || text.length() > maxLength) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }
}
