package io.millrace.strategy;

import java.util.List;

/** The parameters of S1, which are many. */
final class PanicParameters {
    private static final int MAX_PERIOD = 10_000;

    static final List<ParameterSpec> ALL = List.of(
            ParameterSpec.real("entryScore", 0, 100, 3, "Panic Score above which it enters"),
            ParameterSpec.real("volatilityWeight", 0, 10, 1, "weight of the volatility's z-score"),
            ParameterSpec.real("volumeWeight", 0, 10, 1, "weight of the volume's z-score"),
            ParameterSpec.real("attentionWeight", 0, 10, 0.8, "weight of the attention's z-score"),
            ParameterSpec.integer("zPeriod", 2, MAX_PERIOD, 60, "bars of every z-score and of the returns' deviation"),
            ParameterSpec.integer("volatilityPeriod", 2, MAX_PERIOD, 20, "log returns of the volatility"),
            ParameterSpec.integer("criPeriod", 2, MAX_PERIOD, 90, "bars of the crowd-reactivity index"),
            ParameterSpec.real("minCri", -1, 1, 0.4, "crowd-reactivity index from which an instrument is traded"),
            ParameterSpec.real("sharpMove", 0, 100, 1, "deviations of return beyond which a move is sharp"),
            ParameterSpec.onOff("longOnly", true, "never sell short"),
            ParameterSpec.real("vixLevel", 0, 1_000, 25, "VIX above which there is a stress point"),
            ParameterSpec.real("spyFall", 0, 1, 0.05, "fall of SPY beyond which there is a stress point, a fraction"),
            ParameterSpec.real("oilRise", 0, 10, 0.1, "rise of oil beyond which there is a stress point, a fraction"),
            ParameterSpec.integer("macroPeriod", 1, MAX_PERIOD, 7, "observations of the returns of SPY and oil"),
            ParameterSpec.integer(
                    "stressScore", 0, 4, 2, "stress points from which new positions are smaller; 4 never"),
            ParameterSpec.real("stressFactor", 0, 1, 0.5, "what their size is multiplied by"),
            ParameterSpec.real("risk", 0, 1, 0.005, "share of equity lost when the stop is hit"),
            ParameterSpec.real("maxValue", 0, 1e9, 5_000, "largest value of a new position, account currency"),
            ParameterSpec.integer("maxPositions", 1, 10_000, 4, "most positions at a time"),
            ParameterSpec.integer("atrPeriod", 1, MAX_PERIOD, 14, "bars of the average true range"),
            ParameterSpec.real("stopAtr", 0.01, 100, 1, "average true ranges from entry to stop"),
            ParameterSpec.real("targetAtr", 0.01, 100, 2, "average true ranges from entry to target"),
            ParameterSpec.real(
                    "trailAtr", 0.01, 100, 1.5, "average true ranges from the best close to the trailing stop"),
            ParameterSpec.real(
                    "minTrail", 0, 1, 0.02, "least distance of the trailing stop, fraction of the best close"),
            ParameterSpec.real("dayLoss", 0.0001, 1, 0.02, "share of the day's starting equity that stops entries"),
            ParameterSpec.onOff("utcEvaluation", false, "judge crypto with its bar, not at 16:00 New York"),
            ParameterSpec.real("maxSeriesAge", 0, 100_000, 14, "days after which an observation counts as missing"));

    private PanicParameters() {}
}
