package io.millrace.instrument;

/** What kind of thing an instrument is; exposure is capped and fees are set by class. */
public enum AssetClass {
    CRYPTO,
    EQUITY,
    ETF,
    FX,
    OTHER
}
