package io.millrace.testkit;

import io.millrace.event.MessageCursor;
import io.millrace.event.Step;
import io.millrace.event.codec.AlertDecoder;
import io.millrace.event.codec.ExecType;
import io.millrace.event.codec.ExecutionReportDecoder;
import io.millrace.event.codec.OrderAction;
import io.millrace.event.codec.OrderCommandDecoder;
import io.millrace.event.codec.RiskAction;
import io.millrace.event.codec.RiskDecisionDecoder;
import io.millrace.event.codec.SignalDecoder;
import io.millrace.fixed.Fixed;
import io.millrace.order.OrderIds;
import java.util.List;
import java.util.Locale;
import org.agrona.DirectBuffer;

/** What a step decided, as short texts that name the instrument; see {@link CandleTable}. One thread. */
final class StepText {
    private final List<String> symbols;
    private final MessageCursor cursor = new MessageCursor();

    /** @param symbols of the instruments in id order */
    StepText(final List<String> symbols) {
        this.symbols = List.copyOf(symbols);
    }

    void read(final Step step, final List<String> out) {
        if (step.inputTemplate() == ExecutionReportDecoder.TEMPLATE_ID) {
            report(
                    new ExecutionReportDecoder()
                            .wrap(
                                    step.buffer(),
                                    step.inputBlock(),
                                    ExecutionReportDecoder.BLOCK_LENGTH,
                                    ExecutionReportDecoder.SCHEMA_VERSION),
                    out);
        }
        cursor.wrap(step.buffer(), step.inputEnd(), step.length());
        while (cursor.next()) {
            message(step.buffer(), cursor.block(), cursor.blockLength(), out);
        }
    }

    private void message(final DirectBuffer buffer, final int block, final int length, final List<String> out) {
        switch (cursor.templateId()) {
            case SignalDecoder.TEMPLATE_ID -> signal(new SignalDecoder().wrap(buffer, block, length, 1), out);
            case OrderCommandDecoder.TEMPLATE_ID ->
                order(new OrderCommandDecoder().wrap(buffer, block, length, 1), out);
            case RiskDecisionDecoder.TEMPLATE_ID -> {
                final RiskDecisionDecoder risk = new RiskDecisionDecoder().wrap(buffer, block, length, 1);
                if (risk.action() != RiskAction.PASS) {
                    out.add("risk " + risk.action() + " " + risk.control());
                }
            }
            case AlertDecoder.TEMPLATE_ID -> {
                final AlertDecoder alert = new AlertDecoder().wrap(buffer, block, length, 1);
                out.add(alert.code() + " " + symbol(alert.instrument()) + " " + alert.subject());
            }
            default -> {
                // Marks, bars, values, round trips and hashes are not decisions.
            }
        }
    }

    private void signal(final SignalDecoder signal, final List<String> out) {
        final String action = signal.action().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        final String factor = signal.factor() == 1 ? "" : " x" + text(signal.factor());
        out.add(action + " " + symbol(signal.instrument()) + " " + text(signal.targetWeight()) + ": "
                + text(signal.metric()) + " vs " + text(signal.threshold()) + factor);
    }

    private void order(final OrderCommandDecoder order, final List<String> out) {
        if (order.action() == OrderAction.CANCEL) {
            out.add("cancel " + id(order.orderId()));
            return;
        }
        final StringBuilder text = new StringBuilder(id(order.orderId()))
                .append(' ')
                .append(order.side().name().toLowerCase(Locale.ROOT))
                .append(' ')
                .append(symbol(order.instrument()));
        text.append(order.cashQuantity() > 0 ? " for " + Fixed.format(order.cashQuantity()) : "");
        text.append(order.quantity() > 0 ? " " + Fixed.format(order.quantity()) : "");
        text.append(order.limitPrice() > 0 ? " @" + Fixed.format(order.limitPrice()) : "");
        text.append(order.stopPrice() > 0 ? " stop " + Fixed.format(order.stopPrice()) : "");
        out.add(text.toString());
    }

    private void report(final ExecutionReportDecoder report, final List<String> out) {
        final ExecType type = report.execType();
        if (type == ExecType.FILL) {
            out.add("fill " + id(report.orderId()) + " " + Fixed.format(report.lastQuantity()) + " @"
                    + Fixed.format(report.lastPrice()));
        } else if (type != ExecType.ACCEPTED && type != ExecType.TRIGGERED) {
            out.add(type.name().toLowerCase(Locale.ROOT) + " " + id(report.orderId()));
        }
    }

    private String symbol(final long instrument) {
        return instrument < 0 || instrument >= symbols.size() ? "-" : symbols.get((int) instrument);
    }

    private static String id(final long orderId) {
        return "#" + (orderId & OrderIds.MAX_SEQUENCE);
    }

    private static String text(final double value) {
        return Double.isNaN(value) ? "NaN" : Fixed.format(Fixed.fromDouble(value));
    }
}
