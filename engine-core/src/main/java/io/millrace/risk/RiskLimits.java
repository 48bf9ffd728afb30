package io.millrace.risk;

import io.millrace.config.Settings;
import io.millrace.config.SettingsReader;
import io.millrace.fixed.Fixed;
import java.util.ArrayList;
import java.util.List;

/**
 * How far orders may go. Immutable; fractions, money and quantities at 1e-8, times in nanoseconds.
 *
 * @param perAssetCap worst exposure in one instrument as a fraction of account equity; above 0 to {@link #CEILING}
 * @param grossLeverage worst gross exposure as a fraction of account equity; above 0 to {@link #CEILING}
 * @param maxOrderValue worth of one order; above 0 or {@link #UNLIMITED}
 * @param maxOrderQuantity units of one order; above 0 or {@link #UNLIMITED}
 * @param maxPositionValue worst exposure in one instrument; above 0 or {@link #UNLIMITED}
 * @param priceCollar distance of an order's price from the market as a fraction; above 0 to 1, or {@link #UNLIMITED}
 * @param stopCollar the same for a stop's trigger; at least priceCollar
 * @param maxPriceAgeNs older prices are no prices; above 0 or {@link #UNLIMITED}
 * @param duplicateWindowNs a second equal order within it is refused; 0 = off, to one hour
 * @param maxOpenOrders of the account; 1 to {@link #MAX_OPEN_ORDERS}; orders that reduce may use {@link #EXIT_RESERVE}
 * more
 * @param shortsAllowed sleeves may sell what they do not have
 */
public record RiskLimits(
        long perAssetCap,
        long grossLeverage,
        long maxOrderValue,
        long maxOrderQuantity,
        long maxPositionValue,
        long priceCollar,
        long stopCollar,
        long maxPriceAgeNs,
        long duplicateWindowNs,
        int maxOpenOrders,
        boolean shortsAllowed) {
    /** No limit; written {@code off} in settings. */
    public static final long UNLIMITED = Long.MAX_VALUE;

    /** 3.0: no configuration takes leverage beyond it. */
    public static final long CEILING = 3 * Fixed.ONE;

    /** Upper bound of {@link #maxOpenOrders}. */
    public static final int MAX_OPEN_ORDERS = 65_536;

    /** Places that only orders which reduce may use, so that entries can never shut the exits out. */
    public static final int EXIT_RESERVE = 64;

    private static final long PERCENT = Fixed.ONE / 100;
    private static final long SECOND = 1_000_000_000L;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long HOUR = 3_600 * SECOND;

    /**
     * For an account: 40 % an asset, gross 1.2, an order up to 1,000,000, a position up to 5,000,000, any quantity,
     * collar
     * 5 % (stops 20 %), prices up to 5 s old, duplicates within 0.5 s, 1,000 open orders, no shorts.
     */
    public static RiskLimits account() {
        return new RiskLimits(
                40 * PERCENT,
                120 * PERCENT,
                1_000_000 * Fixed.ONE,
                UNLIMITED,
                5_000_000 * Fixed.ONE,
                5 * PERCENT,
                20 * PERCENT,
                5 * SECOND,
                SECOND / 2,
                1_000,
                false);
    }

    /**
     * For research, where one sleeve may put the whole account into one asset: 100 % an asset, gross 1.01, no limit on
     * values, quantities, stop distance and age; collar 5 %, no duplicate window, 1,000 open orders, no shorts.
     */
    public static RiskLimits research() {
        return new RiskLimits(
                Fixed.ONE,
                101 * PERCENT,
                UNLIMITED,
                UNLIMITED,
                UNLIMITED,
                5 * PERCENT,
                UNLIMITED,
                UNLIMITED,
                0,
                1_000,
                false);
    }

    /** Reads the keys {@code risk.*}; what is not set is as in {@code preset}. Violations go to the reader. */
    public static RiskLimits read(final SettingsReader reader, final RiskLimits preset) {
        final RiskLimits limits = new RiskLimits(
                reader.fixed("risk.perAssetCap", preset.perAssetCap, 1, CEILING),
                reader.fixed("risk.grossLeverage", preset.grossLeverage, 1, CEILING),
                orOff(reader, "risk.maxOrderValue", preset.maxOrderValue, UNLIMITED - 1),
                orOff(reader, "risk.maxOrderQuantity", preset.maxOrderQuantity, UNLIMITED - 1),
                orOff(reader, "risk.maxPositionValue", preset.maxPositionValue, UNLIMITED - 1),
                orOff(reader, "risk.priceCollar", preset.priceCollar, Fixed.ONE),
                orOff(reader, "risk.stopCollar", preset.stopCollar, UNLIMITED - 1),
                millisOrOff(reader, "risk.maxPriceAgeMs", preset.maxPriceAgeNs),
                reader.whole("risk.duplicateWindowMs", preset.duplicateWindowNs / 1_000_000, 0, 3_600_000) * 1_000_000,
                reader.integer("risk.maxOpenOrders", preset.maxOpenOrders, 1, MAX_OPEN_ORDERS),
                reader.flag("risk.shortsAllowed", preset.shortsAllowed));
        if (limits.stopCollar < limits.priceCollar) {
            reader.violation("risk.stopCollar: less than risk.priceCollar; expected at least as much");
        }
        return limits;
    }

    /** Writes every key that {@link #read} reads. */
    public void write(final Settings settings, final String origin) {
        settings.put("risk.perAssetCap", Fixed.format(perAssetCap), origin);
        settings.put("risk.grossLeverage", Fixed.format(grossLeverage), origin);
        settings.put("risk.maxOrderValue", orOff(maxOrderValue), origin);
        settings.put("risk.maxOrderQuantity", orOff(maxOrderQuantity), origin);
        settings.put("risk.maxPositionValue", orOff(maxPositionValue), origin);
        settings.put("risk.priceCollar", orOff(priceCollar), origin);
        settings.put("risk.stopCollar", orOff(stopCollar), origin);
        settings.put(
                "risk.maxPriceAgeMs",
                maxPriceAgeNs == UNLIMITED ? "off" : Long.toString(maxPriceAgeNs / NANOS_PER_MILLI),
                origin);
        settings.put("risk.duplicateWindowMs", Long.toString(duplicateWindowNs / NANOS_PER_MILLI), origin);
        settings.put("risk.maxOpenOrders", Integer.toString(maxOpenOrders), origin);
        settings.put("risk.shortsAllowed", Boolean.toString(shortsAllowed), origin);
    }

    /** All violations, in words; empty when the limits can be used. */
    public List<String> validate() {
        final List<String> found = new ArrayList<>();
        within(found, "perAssetCap", perAssetCap, 1, CEILING);
        within(found, "grossLeverage", grossLeverage, 1, CEILING);
        within(found, "maxOrderValue", maxOrderValue, 1, UNLIMITED);
        within(found, "maxOrderQuantity", maxOrderQuantity, 1, UNLIMITED);
        within(found, "maxPositionValue", maxPositionValue, 1, UNLIMITED);
        if (priceCollar != UNLIMITED) {
            within(found, "priceCollar", priceCollar, 1, Fixed.ONE);
        }
        if (stopCollar < priceCollar) {
            found.add("stopCollar: " + Fixed.format(stopCollar) + ", expected at least priceCollar, "
                    + Fixed.format(priceCollar));
        }
        if (maxPriceAgeNs < 1) {
            found.add("maxPriceAgeNs: " + maxPriceAgeNs + ", expected 1 or more");
        }
        if (duplicateWindowNs < 0 || duplicateWindowNs > HOUR) {
            found.add("duplicateWindowNs: " + duplicateWindowNs + ", expected 0 (off) to " + HOUR);
        }
        if (maxOpenOrders < 1 || maxOpenOrders > MAX_OPEN_ORDERS) {
            found.add("maxOpenOrders: " + maxOpenOrders + ", expected 1 to " + MAX_OPEN_ORDERS);
        }
        return found;
    }

    private static void within(
            final List<String> found, final String name, final long value, final long minimum, final long maximum) {
        if (value < minimum || value > maximum) {
            found.add(name + ": " + Fixed.format(value) + ", expected more than 0"
                    + (maximum == UNLIMITED ? "" : " and at most " + Fixed.format(maximum)));
        }
    }

    private static String orOff(final long value) {
        return value == UNLIMITED ? "off" : Fixed.format(value);
    }

    private static long orOff(final SettingsReader reader, final String key, final long preset, final long maximum) {
        if ("off".equals(reader.text(key, preset == UNLIMITED ? "off" : null))) {
            return UNLIMITED;
        }
        return reader.fixed(key, preset, 1, maximum);
    }

    private static long millisOrOff(final SettingsReader reader, final String key, final long preset) {
        if ("off".equals(reader.text(key, preset == UNLIMITED ? "off" : null))) {
            return UNLIMITED;
        }
        return reader.whole(key, preset / 1_000_000, 1, 86_400_000L * 366) * 1_000_000;
    }
}
