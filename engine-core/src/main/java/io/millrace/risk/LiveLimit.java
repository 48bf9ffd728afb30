package io.millrace.risk;

import io.millrace.fixed.Fixed;

/**
 * The limits that can be changed while the engine runs: those of which less is always tighter. Numbers are journaled:
 * they are added, never used again.
 */
public enum LiveLimit {
    MAX_ORDER_VALUE(1, "risk.maxOrderValue", true, false),
    MAX_ORDER_QUANTITY(2, "risk.maxOrderQuantity", true, false),
    PRICE_COLLAR(3, "risk.priceCollar", true, false),
    MAX_SPREAD(4, "risk.maxSpread", false, false),
    PER_ASSET_CAP(5, "risk.perAssetCap", true, false),
    GROSS_LEVERAGE(6, "risk.grossLeverage", true, false),
    MAX_POSITION_VALUE(7, "risk.maxPositionValue", true, false),
    MAX_OPEN_POSITIONS(8, "risk.maxOpenPositions", false, true),
    DAILY_LOSS(9, "risk.dailyLoss", false, false),
    HALT_DRAWDOWN(10, "risk.haltDrawdown", false, false),
    DE_RISK_DRAWDOWN(11, "risk.deRiskDrawdown", false, false),
    MAX_TURNOVER(12, "risk.maxTurnover", false, false);

    private final int number;
    private final String key;
    private final boolean heldAlways;
    private final boolean counts;

    LiveLimit(final int number, final String key, final boolean heldAlways, final boolean counts) {
        this.number = number;
        this.key = key;
        this.heldAlways = heldAlways;
        this.counts = counts;
    }

    /** How the journal names it. */
    public int number() {
        return number;
    }

    /** How settings name it. */
    public String key() {
        return key;
    }

    /** False when its control is not there at all while the configuration has it off. */
    boolean isHeldAlways() {
        return heldAlways;
    }

    /** The limit with this number; null when there is none. */
    public static LiveLimit of(final long number) {
        for (final LiveLimit limit : values()) {
            if (limit.number == number) {
                return limit;
            }
        }
        return null;
    }

    /** The limit with this key, with or without {@code risk.}; null when there is none. */
    public static LiveLimit find(final String key) {
        for (final LiveLimit limit : values()) {
            if (limit.key.equals(key) || limit.key.equals("risk." + key)) {
                return limit;
            }
        }
        return null;
    }

    /** @throws NumberFormatException when it is no number */
    public long parse(final String text) {
        return counts ? Long.parseLong(text) : Fixed.parse(text);
    }

    /** As a number for people. */
    public double toDouble(final long value) {
        if (value == RiskLimits.UNLIMITED) {
            return Double.POSITIVE_INFINITY;
        }
        return counts ? (double) value : Fixed.toDouble(value);
    }

    /** As in settings. */
    public String format(final long value) {
        if (value == RiskLimits.UNLIMITED) {
            return "off";
        }
        return counts ? Long.toString(value) : Fixed.format(value);
    }
}
