package io.millrace.view;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import io.millrace.event.codec.ChargeDecoder;
import io.millrace.event.codec.ExecType;
import io.millrace.event.codec.ExecutionReportDecoder;
import io.millrace.event.codec.RoundTripDecoder;
import io.millrace.event.codec.Side;
import io.millrace.fixed.Fixed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Cash into and out of each symbol of the run; zeros before the first fill. Owned by the replica's lock. */
final class SymbolModel implements Stateful {
    private static final int MOST = 1 << 20;

    private final Names names;
    private final Map<String, Flow> flows = new TreeMap<>();

    /** One symbol's. */
    private static final class Flow {
        private long cash;
        private long fees;
        private long trades;
    }

    SymbolModel(Names names, List<String> symbols) {
        this.names = names;
        symbols.forEach(symbol -> flows.put(symbol, new Flow()));
    }

    void onReport(ExecutionReportDecoder report) {
        if (report.execType() == ExecType.FILL) {
            Flow flow = flow(report.instrument());
            long value = Fixed.multiply(report.lastQuantity(), report.lastPrice());
            flow.cash += (report.side() == Side.BUY ? -value : value) - report.fee();
            flow.fees += report.fee();
        }
    }

    void onCharge(ChargeDecoder charge) {
        Flow flow = flow(charge.instrument());
        flow.cash -= charge.amount();
        flow.fees += charge.amount();
    }

    void onRoundTrip(RoundTripDecoder trip) {
        flow(trip.instrument()).trades++;
    }

    /** With what is held valued as the positions are. */
    List<SymbolLine> lines(List<PositionLine> positions) {
        List<SymbolLine> lines = new ArrayList<>();
        flows.forEach((symbol, flow) -> {
            long quantity = 0;
            long value = 0;
            for (PositionLine position : positions) {
                if (position.symbol().equals(symbol)) {
                    quantity += position.quantity();
                    value += position.value();
                }
            }
            lines.add(new SymbolLine(symbol, quantity, value, flow.cash + value, flow.fees, flow.trades));
        });
        return lines;
    }

    private Flow flow(long instrument) {
        return flows.computeIfAbsent(names.symbol(instrument), symbol -> new Flow());
    }

    @Override
    public void writeState(StateSink sink) {
        sink.putLong(flows.size());
        flows.forEach((symbol, flow) -> {
            SavedText.put(sink, symbol);
            sink.putLong(flow.cash);
            sink.putLong(flow.fees);
            sink.putLong(flow.trades);
        });
    }

    @Override
    public void readState(StateSource source) {
        flows.clear();
        for (int left = source.getCount("SymbolModel.flows", MOST); left > 0; left--) {
            Flow flow = new Flow();
            flows.put(SavedText.get(source, "SymbolModel.symbol"), flow);
            flow.cash = source.getLong();
            flow.fees = source.getLong();
            flow.trades = source.getLong();
        }
    }
}
