package io.millrace.daemon;

import io.millrace.chronicle.ChronicleJournal;
import io.millrace.engine.StepListener;
import io.millrace.event.MessageCursor;
import io.millrace.event.Step;
import io.millrace.event.StepLayout;
import io.millrace.event.codec.ExecType;
import io.millrace.event.codec.ExecutionReportDecoder;
import io.millrace.event.codec.MarkDecoder;
import io.millrace.event.codec.OrderAction;
import io.millrace.event.codec.OrderCommandDecoder;
import io.millrace.event.codec.Side;
import io.millrace.journal.JournalReader;
import io.millrace.journal.RecordType;
import io.millrace.order.OrderIds;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a journal and works out, from its fills alone and with big decimals, what the account must be; holds that against
 * the marks that the engine wrote. Knows nothing of the engine's ledger.
 */
final class JournalAudit implements StepListener {
    final List<String> fills = new ArrayList<>();
    final List<String> violations = new ArrayList<>();
    final Map<Integer, Long> equity = new HashMap<>();
    long steps;
    long orders;
    long sessions;

    private final BigDecimal[] cash;
    private final BigDecimal[] position;
    private final Set<Long> orderIds = new HashSet<>();
    private final Set<Long> execIds = new HashSet<>();
    private final Set<Long> ended = new HashSet<>();
    private final MessageCursor cursor = new MessageCursor();
    private final ExecutionReportDecoder report = new ExecutionReportDecoder();
    private final OrderCommandDecoder order = new OrderCommandDecoder();
    private final MarkDecoder mark = new MarkDecoder();

    JournalAudit(long... capital) {
        cash = new BigDecimal[capital.length];
        position = new BigDecimal[capital.length];
        for (int i = 0; i < capital.length; i++) {
            cash[i] = BigDecimal.valueOf(capital[i]);
            position[i] = BigDecimal.ZERO;
        }
    }

    static JournalAudit of(Path journal, long... capital) {
        JournalAudit audit = new JournalAudit(capital);
        Step step = new Step();
        try (JournalReader reader = ChronicleJournal.read(journal)) {
            while (reader.next((type, sequence, timeNs, buffer, offset, length) -> {
                if (type == RecordType.STEP) {
                    StepLayout.check(buffer, offset, length);
                    step.load(buffer, offset, length);
                    audit.onStep(step);
                }
            })) {
                continue;
            }
        }
        return audit;
    }

    @Override
    public void onStep(Step step) {
        steps++;
        if (step.sequence() != steps) {
            violations.add("step " + step.sequence() + " where " + steps + " belongs");
        }
        if (step.inputTemplate() == io.millrace.event.codec.SessionUpDecoder.TEMPLATE_ID) {
            sessions++;
        }
        if (step.inputTemplate() == ExecutionReportDecoder.TEMPLATE_ID) {
            report.wrap(
                    step.buffer(),
                    step.inputBlock(),
                    ExecutionReportDecoder.BLOCK_LENGTH,
                    ExecutionReportDecoder.SCHEMA_VERSION);
            onReport(step);
        }
        cursor.outputs(step);
        while (cursor.next()) {
            if (cursor.templateId() == OrderCommandDecoder.TEMPLATE_ID) {
                order.wrap(step.buffer(), cursor.block(), OrderCommandDecoder.BLOCK_LENGTH, 1);
                if (order.action() == OrderAction.NEW) {
                    orders++;
                    if (!orderIds.add(order.orderId())) {
                        violations.add("order " + order.orderId() + " sent twice, step " + steps);
                    }
                }
            } else if (cursor.templateId() == MarkDecoder.TEMPLATE_ID) {
                mark.wrap(step.buffer(), cursor.block(), MarkDecoder.BLOCK_LENGTH, 1);
                onMark();
            }
        }
    }

    private void onReport(Step step) {
        long id = report.orderId();
        if (!orderIds.contains(id)) {
            violations.add("report about order " + id + ", which was never sent, step " + steps);
        }
        if (report.execType() == ExecType.FILL) {
            if (ended.contains(id)) {
                violations.add("fill of ended order " + id + ", step " + steps);
            }
            if (!execIds.add(report.execId())) {
                violations.add("execution " + report.execId() + " twice, step " + steps);
            }
            int sleeve = OrderIds.strategy(id);
            boolean buys = report.side() == Side.BUY;
            BigDecimal quantity = money(report.lastQuantity());
            BigDecimal value = quantity.multiply(money(report.lastPrice()));
            // The engine rounds the value of a fill to 1e-8, half to even.
            value = value.setScale(8, RoundingMode.HALF_EVEN);
            cash[sleeve] = cash[sleeve].subtract(money(report.fee())).add(buys ? value.negate() : value);
            position[sleeve] = position[sleeve].add(buys ? quantity : quantity.negate());
            fills.add(report.eventTime() + " " + sleeve + " " + report.side() + " " + quantity + " @ "
                    + money(report.lastPrice()) + " fee " + money(report.fee()) + " " + report.liquidity());
        }
        ExecType type = report.execType();
        if (type == ExecType.CANCELED
                || type == ExecType.EXPIRED
                || type == ExecType.REJECTED
                || (type == ExecType.FILL && report.leavesQuantity() == 0)) {
            if (!ended.add(id)) {
                violations.add("order " + id + " ended twice, step " + step.sequence());
            }
        }
    }

    private void onMark() {
        int sleeve = mark.strategy();
        equity.put(sleeve, mark.equity());
        if (money(mark.position()).compareTo(position[sleeve]) != 0) {
            violations.add("step " + steps + ": position " + money(mark.position()) + ", fills say " + position[sleeve]);
        }
        if (money(mark.cash()).compareTo(cash[sleeve]) != 0) {
            violations.add("step " + steps + ": cash " + money(mark.cash()) + ", fills say " + cash[sleeve]);
        }
        BigDecimal worth = cash[sleeve].add(
                position[sleeve].multiply(money(mark.price())).setScale(8, RoundingMode.HALF_EVEN));
        if (money(mark.equity()).compareTo(worth) != 0) {
            violations.add("step " + steps + ": equity " + money(mark.equity()) + ", fills and price say " + worth);
        }
    }

    private static BigDecimal money(long fixed) {
        return BigDecimal.valueOf(fixed, 8);
    }
}
