package io.millrace.engine;

import io.millrace.event.Messages;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Step;
import io.millrace.event.codec.BarDecoder;
import io.millrace.event.codec.ExecutionReportEncoder;
import io.millrace.event.codec.OrderCommandDecoder;
import io.millrace.event.codec.QuoteDecoder;
import io.millrace.event.codec.SessionDownDecoder;
import io.millrace.event.codec.TradeDecoder;
import io.millrace.feed.InputMessage;
import io.millrace.feed.InputSource;
import io.millrace.venue.ReportSink;
import io.millrace.venue.SimulatedVenue;
import io.millrace.venue.VenueGateway;
import io.millrace.venue.VenueReport;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.agrona.DirectBuffer;

/**
 * The intake with a simulated venue beside it: backtest and paper.
 *
 * <p>The venue sees a market event first, if the gate lets it pass; the reports of what it did become inputs before the
 * event itself. An event is taken only when the orders of every earlier step have reached the venue, which is what
 * makes the order of the world
 * the same in every thread layout.
 *
 * <p>A run that goes on after a crash begins on recorded inputs, which are the same inputs again: the venue, being
 * deterministic, gets back to where it was. {@link #goLive} then changes the source. If the journal ended inside an
 * event, that event is held with the venue's reports of it half taken; the opening messages of the new session go
 * before the rest. When such a journal is run again, the event is shown to the venue before they are written.
 */
final class SimulatedIntake implements Intake {
    private static final VarHandle ROUTED = routedHandle();

    private final SimulatedVenue venue;
    private final MarketGate gate;
    private final OrderHandOff orders;
    private final VenueGateway submit = this::submit;
    private final ReportSink holdReport = this::holdReport;
    private final OrderCommandDecoder command = new OrderCommandDecoder();
    private final ExecutionReportEncoder reportOut = new ExecutionReportEncoder();

    private final OpeningMessages openings = new OpeningMessages();
    private InputSource source;
    private InputSource live;
    private int opening;
    private boolean opened;
    private boolean recorded;
    private VenueReport report;
    private boolean held;
    private boolean ended;

    /** All orders so far have reached the venue, and it has nothing more to say now. */
    private boolean settled;

    private BoundaryListener boundaries;
    private long boundarySpan;
    private long toldSequence;
    private long sequence;
    private long engineTimeNs = Long.MIN_VALUE;
    private long venueTimeNs = Long.MIN_VALUE;

    /** Written by the last stage's thread, read by the intake's. */
    @SuppressWarnings({"FieldMayBeFinal", "UnusedVariable"})
    private long routedSequence;

    SimulatedIntake(
            final InputSource source,
            final SimulatedVenue venue,
            final MarketGate gate,
            final OrderHandOff orders,
            final boolean recorded) {
        this.source = source;
        this.venue = venue;
        this.gate = gate;
        this.orders = orders;
        this.recorded = recorded;
    }

    /**
     * Ends the recorded part. An event that is held is copied: whoever gave it may move on at once, on another thread.
     *
     * @param next gives all further inputs
     * @param openingMessages so many of them go before the rest of an event that is held; none of them market data
     */
    void goLive(final InputSource next, final int openingMessages) {
        recorded = false;
        if (held) {
            source = new HeldInput(source);
            live = next;
            opening = openingMessages;
        } else {
            source = next;
        }
    }

    /** True when an event was shown to the venue and is not written yet. */
    boolean holdsEvent() {
        return held;
    }

    @Override
    public boolean ready() {
        if (opening > 0) {
            opened = opened || live.advance();
            return opened;
        }
        if (report != null || openings.due(sequence + 1)) {
            return true;
        }
        settled = false;
        if ((long) ROUTED.getAcquire(this) < sequence) {
            return false;
        }
        orders.drainTo(submit);
        if (venue.pollReport(Math.max(venueTimeNs, engineTimeNs), holdReport)) {
            return true;
        }
        if (!held) {
            tellBoundary();
            if (ended || !source.advance()) {
                settled = true;
                return false;
            }
            if (recorded && OpeningMessages.beginInsideEvent(source, sequence + 1) && !openings.takeFrom(source)) {
                return false;
            }
            held = true;
            showVenue();
            venue.pollReport(venueTimeNs, holdReport);
        }
        return true;
    }

    @Override
    public void write(final Step step) {
        sequence++;
        if (opening > 0) {
            opening--;
            opened = false;
            copyInput(live, step);
            step.endInput();
        } else if (openings.due(sequence)) {
            writeOpening(openings.next(), step);
            step.endInput();
        } else if (report != null) {
            writeReport(step);
            step.endInput();
        } else {
            writeInput(step);
            gate.admit(step);
        }
        gate.writeHash(step);
    }

    @Override
    public boolean exhausted() {
        return settled && (ended || source.exhausted());
    }

    @Override
    public void writeState(final StateSink sink) {
        gate.writeState(sink);
    }

    @Override
    public void readState(final StateSource saved) {
        gate.readState(saved);
    }

    @Override
    public void tellBoundaries(final long every, final BoundaryListener listener) {
        boundaries = listener;
        boundarySpan = every;
        toldSequence = sequence;
    }

    @Override
    public void writeRest(final StateSink sink) {
        sink.putLong(sequence);
        sink.putLong(engineTimeNs);
        sink.putLong(venueTimeNs);
        venue.writeState(sink);
    }

    /** Takes over what {@link #writeRest} wrote. */
    void readRest(final StateSource saved) {
        sequence = saved.getLong();
        engineTimeNs = saved.getLong();
        venueTimeNs = saved.getLong();
        venue.readState(saved);
        onRouted(sequence);
    }

    @Override
    public void onRouted(final long sequenceRouted) {
        ROUTED.setRelease(this, sequenceRouted);
    }

    private void tellBoundary() {
        if (boundaries == null || sequence == toldSequence) {
            return;
        }
        if (ended || sequence - toldSequence >= boundarySpan || boundaries.isWanted()) {
            toldSequence = sequence;
            boundaries.onBoundary(sequence, engineTimeNs);
        }
    }

    private void writeInput(final Step step) {
        held = false;
        copyInput(source, step);
        step.endInput();
        ended = !recorded && step.inputTemplate() == SessionDownDecoder.TEMPLATE_ID;
        if (live != null) {
            source = live;
            live = null;
        }
    }

    private void writeOpening(final DirectBuffer message, final Step step) {
        copyInput(message, 0, message.capacity(), step);
    }

    private void copyInput(final InputSource from, final Step step) {
        copyInput(from.buffer(), from.offset(), from.length(), step);
    }

    private void copyInput(final DirectBuffer buffer, final int offset, final int length, final Step step) {
        engineTimeNs = Math.max(engineTimeNs, InputMessage.receiveTimeNs(buffer, offset));
        step.begin(sequence, engineTimeNs);
        step.append(buffer, offset, length);
    }

    private void writeReport(final Step step) {
        engineTimeNs = Math.max(engineTimeNs, report.timeNs);
        step.begin(sequence, engineTimeNs);
        final int block = step.claim(ExecutionReportEncoder.TEMPLATE_ID, ExecutionReportEncoder.BLOCK_LENGTH);
        reportOut
                .wrap(step.mutableBuffer(), block)
                .eventTime(report.timeNs)
                .receiveTime(report.timeNs)
                .instrument(report.instrument)
                .source(SimulatedVenue.SOURCE)
                .reserved(0)
                .orderId(report.orderId)
                .execId(report.execId)
                .lastQuantity(report.quantity)
                .lastPrice(report.price)
                .leavesQuantity(report.leaves)
                .fee(report.fee)
                .slippage(report.slippage)
                .execType(report.type)
                .side(report.side)
                .liquidity(report.liquidity)
                .reason(report.reason);
        report = null;
    }

    private void showVenue() {
        final DirectBuffer buffer = source.buffer();
        final int offset = source.offset();
        final int template = Messages.templateId(buffer, offset);
        venueTimeNs = Math.max(engineTimeNs, InputMessage.receiveTimeNs(buffer, offset));
        if (!gate.judge(template, buffer, offset)) {
            return;
        }
        switch (template) {
            case BarDecoder.TEMPLATE_ID -> venue.onBar(gate.bar());
            case TradeDecoder.TEMPLATE_ID -> venue.onTrade(gate.trade());
            case QuoteDecoder.TEMPLATE_ID -> venue.onQuote(gate.quote());
            default -> venue.advance(venueTimeNs);
        }
    }

    private void submit(final DirectBuffer buffer, final int block, final long commandTimeNs) {
        venue.submit(
                command.wrap(buffer, block, OrderCommandDecoder.BLOCK_LENGTH, OrderCommandDecoder.SCHEMA_VERSION),
                commandTimeNs);
    }

    /** The venue keeps the report unchanged until it is polled again. */
    private void holdReport(final VenueReport due) {
        report = due;
    }

    private static VarHandle routedHandle() {
        try {
            return MethodHandles.lookup().findVarHandle(SimulatedIntake.class, "routedSequence", long.class);
        } catch (final ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
