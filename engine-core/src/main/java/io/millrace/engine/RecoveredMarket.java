package io.millrace.engine;

import io.millrace.event.Step;
import io.millrace.event.codec.BarDecoder;
import io.millrace.event.codec.ExecutionReportDecoder;
import io.millrace.event.codec.OrderCommandDecoder;
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
    private final VenueMarket market;
    private long lastSequence;
    private long lastTimeNs = Long.MIN_VALUE;

    RecoveredMarket(final VenueRecovery venue, final VenueMarket market, final long orderLatencyNs) {
        this.venue = venue;
        this.market = market;
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
        final DirectBuffer buffer = step.buffer();
        final int block = step.inputBlock();
        switch (step.inputTemplate()) {
            case ExecutionReportDecoder.TEMPLATE_ID ->
                venue.onReport(report.wrap(
                        buffer, block, ExecutionReportDecoder.BLOCK_LENGTH, ExecutionReportDecoder.SCHEMA_VERSION));
            case BarDecoder.TEMPLATE_ID -> {
                final BarDecoder bar = market.bar(buffer, block);
                if (bar != null) {
                    venue.onBar(bar);
                }
            }
            case TradeDecoder.TEMPLATE_ID -> {
                final TradeDecoder trade = market.trade(buffer, block);
                if (trade != null) {
                    venue.onTrade(trade);
                }
            }
            case QuoteDecoder.TEMPLATE_ID -> {
                final QuoteDecoder quote = market.quote(buffer, block);
                if (quote != null) {
                    venue.onQuote(quote);
                }
            }
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
}
