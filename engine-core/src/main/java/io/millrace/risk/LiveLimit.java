package io.millrace.risk;

import io.millrace.fixed.Fixed;

/**
 * The limits that can be changed while the engine runs: those of which less is always tighter. Numbers are journaled:
 * they are added, never used again.
 */
public enum LiveLimit {
    MAX_ORDER_VALUE(1, "risk.maxOrderValue", false),
    MAX_ORDER_QUANTITY(2, "risk.maxOrderQuantity", false),
    PRICE_COLLAR(3, "risk.priceCollar", false),
    MAX_SPREAD(4, "risk.maxSpread", false),
    PER_ASSET_CAP(5, "risk.perAssetCap", false),
    GROSS_LEVERAGE(6, "risk.grossLeverage", false),
    MAX_POSITION_VALUE(7, "risk.maxPositionValue", false),
    MAX_OPEN_POSITIONS(8, "risk.maxOpenPositions", true),
    DAILY_LOSS(9, "risk.dailyLoss", false),
    HALT_DRAWDOWN(10, "risk.haltDrawdown", false),
    DE_RISK_DRAWDOWN(11, "risk.deRiskDrawdown", false),
    MAX_TURNOVER(12, "risk.maxTurnover", false);

    private final int number;
    private final String key;
    private final boolean counts;

    LiveLimit(final int number, final String key, final boolean counts) {
        this.number = number;
        this.key = key;
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
