package io.millrace.engine;

import io.millrace.event.MessageCursor;
import io.millrace.event.Step;
import io.millrace.event.codec.OrderCommandDecoder;
import io.millrace.venue.VenueGateway;

/** Stage 5: hands the orders of a journaled step to the venue, then shows the step to the read models. */
final class RouteStage implements Stage {
    private final VenueGateway gateway;
    private final StepListener listener;
    private final MessageCursor cursor = new MessageCursor();

    RouteStage(final VenueGateway gateway, final StepListener listener) {
        this.gateway = gateway;
        this.listener = listener;
    }

    @Override
    public void onStep(final Step step) {
        if (step.mayHoldOrders()) {
            sendOrders(step);
        }
        listener.onStep(step);
    }

    private void sendOrders(final Step step) {
        cursor.outputs(step);
        while (cursor.next()) {
            if (cursor.templateId() == OrderCommandDecoder.TEMPLATE_ID) {
                gateway.onOrderCommand(step.buffer(), cursor.block(), step.engineTimeNs());
            }
        }
    }
}
