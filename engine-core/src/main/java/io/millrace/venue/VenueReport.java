package io.millrace.venue;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.codec.ExecType;
import io.millrace.event.codec.Liquidity;
import io.millrace.event.codec.ReportReason;
import io.millrace.event.codec.Side;

/**
 * One execution report. Mutable and reused: valid only during the call it is passed to.
 *
 * <p>Times in ns, prices, quantities and money at 1e-8. Only a FILL has quantity, price, fee, slippage, liquidity and
 * execId; they are 0 (NONE) otherwise.
 */
public final class VenueReport {
    /** When it happened, plus the report latency: the event time of the ExecutionReport. */
    public long timeNs;

    public long orderId;
    public int instrument;
    public Side side;
    public ExecType type;

    /** 1, 2, 3... over all fills of the venue; 0 if not a fill. */
    public long execId;

    public long quantity;
    public long price;

    /**
     * What is still to be filled; absent for a cash order that has no fill yet. 0 after the last report of an order.
     */
    public long leaves;

    public long fee;

    /** Money paid because the price was worse than the one the market showed; never negative. */
    public long slippage;

    public Liquidity liquidity;
    public ReportReason reason;

    long sequence;

    boolean before(final VenueReport other) {
        return timeNs != other.timeNs ? timeNs < other.timeNs : sequence < other.sequence;
    }

    void writeState(final StateSink sink) {
        sink.putLong(timeNs);
        sink.putLong(sequence);
        sink.putLong(orderId);
        sink.putLong(instrument);
        sink.putLong(side.value());
        sink.putLong(type.value());
        sink.putLong(execId);
        sink.putLong(quantity);
        sink.putLong(price);
        sink.putLong(leaves);
        sink.putLong(fee);
        sink.putLong(slippage);
        sink.putLong(liquidity.value());
        sink.putLong(reason.value());
    }

    void readState(final StateSource source) {
        timeNs = source.getLong();
        sequence = source.getLong();
        orderId = source.getLong();
        instrument = source.getInt("VenueReport.instrument");
        side = Side.get((short) source.getCount("VenueReport.side", 255));
        type = ExecType.get((short) source.getCount("VenueReport.type", 255));
        execId = source.getLong();
        quantity = source.getLong();
        price = source.getLong();
        leaves = source.getLong();
        fee = source.getLong();
        slippage = source.getLong();
        liquidity = Liquidity.get((short) source.getCount("VenueReport.liquidity", 255));
        reason = ReportReason.get((short) source.getCount("VenueReport.reason", 255));
    }
}
