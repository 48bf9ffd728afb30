package io.millrace.engine;

import io.millrace.event.MessageCursor;
import io.millrace.event.Step;
import io.millrace.event.codec.BarDecoder;
import io.millrace.event.codec.ExecutionReportDecoder;
import io.millrace.event.codec.OrderCommandDecoder;
import io.millrace.event.codec.QuarantineDecoder;
import io.millrace.event.codec.QuoteDecoder;
import io.millrace.event.codec.TradeDecoder;
import io.millrace.venue.VenueGateway;
import io.millrace.venue.VenueRecovery;
import org.agrona.DirectBuffer;

/** Shows recorded steps and the orders they give again to the venue that is being recovered. */
final class RecoveredMarket implements VenueGateway, StepListener {
    private final VenueRecovery venue;
    private final long orderLatencyNs;
    private final OrderCommandDecoder command = new OrderCommandDecoder();
    private final ExecutionReportDecoder report = new ExecutionReportDecoder();
    private final BarDecoder bar = new BarDecoder();
    private final TradeDecoder trade = new TradeDecoder();
    private final QuoteDecoder quote = new QuoteDecoder();
    private final MessageCursor frames = new MessageCursor();
    private long lastSequence;
    private long lastTimeNs = Long.MIN_VALUE;

    RecoveredMarket(final VenueRecovery venue, final long orderLatencyNs) {
        this.venue = venue;
        this.orderLatencyNs = orderLatencyNs;
    }

    @Override
    public void onOrderCommand(final DirectBuffer buffer, final int block, final long engineTimeNs) {
        command.wrap(buffer, block, OrderCommandDecoder.BLOCK_LENGTH, OrderCommandDecoder.SCHEMA_VERSION);
        venue.onCommand(command, engineTimeNs + orderLatencyNs);
    }

    @Override
    public void onStep(final Step step) {
        lastSequence = step.sequence();
        lastTimeNs = step.engineTimeNs();
        if (isQuarantined(step)) {
            return;
        }
        final DirectBuffer buffer = step.buffer();
        final int block = step.inputBlock();
        switch (step.inputTemplate()) {
            case ExecutionReportDecoder.TEMPLATE_ID ->
                venue.onReport(report.wrap(
                        buffer, block, ExecutionReportDecoder.BLOCK_LENGTH, ExecutionReportDecoder.SCHEMA_VERSION));
            case BarDecoder.TEMPLATE_ID ->
                venue.onBar(bar.wrap(buffer, block, BarDecoder.BLOCK_LENGTH, BarDecoder.SCHEMA_VERSION));
            case TradeDecoder.TEMPLATE_ID ->
                venue.onTrade(trade.wrap(buffer, block, TradeDecoder.BLOCK_LENGTH, TradeDecoder.SCHEMA_VERSION));
            case QuoteDecoder.TEMPLATE_ID ->
                venue.onQuote(quote.wrap(buffer, block, QuoteDecoder.BLOCK_LENGTH, QuoteDecoder.SCHEMA_VERSION));
            default -> {
                // Only market data and reports change a venue.
            }
        }
    }

    long lastSequence() {
        return lastSequence;
    }

    long lastTimeNs() {
        return lastTimeNs;
    }

    private boolean isQuarantined(final Step step) {
        frames.frames(step);
        return frames.next() && frames.templateId() == QuarantineDecoder.TEMPLATE_ID;
    }
}
