package io.millrace.risk;

import io.millrace.instrument.AssetClass;

/**
 * K2: worst exposure in each asset class as a fraction of account equity at 1e-8, or {@link RiskLimits#UNLIMITED}.
 */
public record ClassCaps(long crypto, long equity, long etf, long fx, long other) {
    /** No cap on any class. */
    public static ClassCaps off() {
        return new ClassCaps(
                RiskLimits.UNLIMITED,
                RiskLimits.UNLIMITED,
                RiskLimits.UNLIMITED,
                RiskLimits.UNLIMITED,
                RiskLimits.UNLIMITED);
    }

    long of(final AssetClass assetClass) {
        return switch (assetClass) {
            case CRYPTO -> crypto;
            case EQUITY -> equity;
            case ETF -> etf;
            case FX -> fx;
            case OTHER -> other;
        };
    }

    boolean isOff() {
        return equals(off());
    }

    ClassCaps map(final LimitFields fields) {
        return new ClassCaps(
                fields.fixedOrOff("risk.classCaps.crypto", crypto, 1, RiskLimits.CEILING),
                fields.fixedOrOff("risk.classCaps.equity", equity, 1, RiskLimits.CEILING),
                fields.fixedOrOff("risk.classCaps.etf", etf, 1, RiskLimits.CEILING),
                fields.fixedOrOff("risk.classCaps.fx", fx, 1, RiskLimits.CEILING),
                fields.fixedOrOff("risk.classCaps.other", other, 1, RiskLimits.CEILING));
    }
}
