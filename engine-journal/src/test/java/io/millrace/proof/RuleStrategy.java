package io.millrace.proof;

import io.millrace.book.ClosedBar;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.codec.BarDecoder;
import io.millrace.event.codec.SignalAction;
import io.millrace.fixed.Fixed;
import io.millrace.strategy.Strategy;
import io.millrace.strategy.StrategyCatalog;
import io.millrace.strategy.StrategyContext;
import io.millrace.strategy.StrategyDescriptor;
import io.millrace.strategy.StrategyFactory;
import io.millrace.strategy.StrategySetup;
import java.util.ArrayList;
import java.util.List;

/** Follows a rule: over the bars that it was handed, or, when it cheats, over all that its maker had. */
final class RuleStrategy implements Strategy {
    static final String NAME = "ruled";

    private final Rule rule;
    private final List<double[]> all;
    private final List<double[]> seen = new ArrayList<>();

    private RuleStrategy(final Rule rule, final List<double[]> all) {
        this.rule = rule;
        this.all = all;
    }

    /** Sees what the engine hands it. */
    static StrategyCode honest(final Rule rule) {
        return data -> catalog(rule, null);
    }

    /** Made with the whole data. */
    static StrategyCode cheating(final Rule rule) {
        return data -> catalog(rule, rows(data));
    }

    static StrategyCatalog catalog(final Rule rule, final List<double[]> all) {
        final StrategyDescriptor descriptor =
                new StrategyDescriptor(NAME, "Only for tests.", "1d", List.of(), List.of("rule"));
        return StrategyCatalog.standard().with(new StrategyFactory() {
            @Override
            public StrategyDescriptor descriptor() {
                return descriptor;
            }

            @Override
            public Strategy create(final StrategySetup setup) {
                return new RuleStrategy(rule, all);
            }
        });
    }

    /** The bars on a tape: open time, open, high, low, close. */
    static List<double[]> rows(final InputTape tape) {
        final List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < tape.size(); i++) {
            if (tape.template(i) == BarDecoder.TEMPLATE_ID) {
                rows.add(new double[] {
                    tape.longAt(i, BarDecoder.openTimeEncodingOffset()),
                    price(tape, i, BarDecoder.openPriceEncodingOffset()),
                    price(tape, i, BarDecoder.highPriceEncodingOffset()),
                    price(tape, i, BarDecoder.lowPriceEncodingOffset()),
                    price(tape, i, BarDecoder.closePriceEncodingOffset())
                });
            }
        }
        return rows;
    }

    @Override
    public void onBar(final ClosedBar bar, final StrategyContext context) {
        seen.add(new double[] {
            bar.openTimeNs(),
            Fixed.toDouble(bar.open()),
            Fixed.toDouble(bar.high()),
            Fixed.toDouble(bar.low()),
            Fixed.toDouble(bar.close())
        });
        final boolean wanted = rule.isLong(all == null ? seen : all, seen.size() - 1);
        if (context.hasOpenOrders() || wanted == context.position() > 0) {
            return;
        }
        context.signal(wanted ? SignalAction.ENTER_LONG : SignalAction.EXIT_LONG, wanted ? 1 : 0, seen.size(), 0, 1, 0);
        if (wanted) {
            context.buyForCash(context.availableCash());
        } else {
            context.sellPosition();
        }
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putLong(seen.size());
    }

    @Override
    public void readState(final StateSource source) {
        throw new UnsupportedOperationException("not saved");
    }

    private static double price(final InputTape tape, final int row, final int field) {
        return Fixed.toDouble(tape.longAt(row, field));
    }
}
