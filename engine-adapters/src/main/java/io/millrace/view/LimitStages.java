package io.millrace.view;

import io.millrace.fixed.Fixed;
import io.millrace.report.Json;
import io.millrace.risk.LiveLimit;
import io.millrace.risk.RiskLimits;
import io.millrace.risk.TradingState;

/**
 * A limit that acts in two steps: where trading is reduced, and where it is halted. In the limit's unit, 1e-8.
 *
 * @param haltedAt {@link RiskLimits#UNLIMITED} when the second step is off
 */
public record LimitStages(long reducingAt, long haltedAt) {
    /** The steps of a limit as it is now; null for one that acts once, or is off. */
    public static LimitStages of(LiveLimit limit, RiskLimits now) {
        long first = now.loss().dailyLoss();
        if (limit != LiveLimit.DAILY_LOSS || first == RiskLimits.UNLIMITED) {
            return null;
        }
        long multiple = now.guards().steps().dailyLossHalt();
        return new LimitStages(first, multiple == RiskLimits.UNLIMITED ? multiple : Fixed.multiplyUp(first, multiple));
    }

    /** Into an open object. */
    public void write(Json json) {
        json.key("reducingAt").string(Fixed.format(reducingAt));
        if (haltedAt != RiskLimits.UNLIMITED) {
            json.key("haltedAt").string(Fixed.format(haltedAt));
        }
    }

    /** Such as {@code REDUCING at 0.02, HALTED at 0.03}. */
    public String text() {
        String halt =
                haltedAt == RiskLimits.UNLIMITED ? "" : ", " + TradingState.HALTED + " at " + Fixed.format(haltedAt);
        return TradingState.REDUCING + " at " + Fixed.format(reducingAt) + halt;
    }
}
