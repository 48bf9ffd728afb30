package io.millrace.metrics;

import io.millrace.view.AccountFigures;
import io.millrace.view.JournalFigures;
import io.millrace.view.RegimeLine;
import io.millrace.view.RiskFigures;
import io.millrace.view.View;
import java.util.List;

/** Everything one scrape shows, taken together. */
record Figures(
        AccountFigures account,
        RiskFigures risk,
        JournalFigures journal,
        List<RegimeLine> regimes,
        int positions,
        int openOrders,
        long orders,
        long fills) {
    static Figures of(View view) {
        return new Figures(
                view.account(),
                view.risk(),
                view.journal(),
                view.regimes(),
                view.positions().size(),
                view.openOrders().size(),
                view.orderCount(),
                view.fillCount());
    }
}
