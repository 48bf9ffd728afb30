package io.millrace.portfolio.regime;

import io.millrace.event.codec.RegimeDimension;
import io.millrace.event.codec.RegimeState;

/** What the board reports. Called on the decide thread, when the factors are those of the new state already. */
@FunctionalInterface
public interface RegimeListener {
    /**
     * A regime changed.
     *
     * @param metric what the newest bar was judged by
     * @param reference what it was held against; NaN when there is none
     * @param bars in a row that said so
     */
    void onRegime(
            RegimeDimension dimension,
            RegimeState previous,
            RegimeState current,
            double metric,
            double reference,
            int bars);
}
