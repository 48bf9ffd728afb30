package io.millrace.daemon;

import io.millrace.engine.EngineConfig;
import io.millrace.engine.Holdings;
import io.millrace.engine.StepListener;
import io.millrace.event.Absent;
import io.millrace.event.MessageCursor;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import io.millrace.event.Step;
import io.millrace.event.codec.AlertCode;
import io.millrace.event.codec.AlertDecoder;
import io.millrace.event.codec.ChargeDecoder;
import io.millrace.event.codec.CommandDecoder;
import io.millrace.event.codec.CommandKind;
import io.millrace.event.codec.ExecType;
import io.millrace.event.codec.ExecutionReportDecoder;
import io.millrace.event.codec.InternalFillDecoder;
import io.millrace.event.codec.MarkDecoder;
import io.millrace.event.codec.OrderAction;
import io.millrace.event.codec.OrderCommandDecoder;
import io.millrace.event.codec.RiskDecisionDecoder;
import io.millrace.event.codec.Side;
import io.millrace.event.codec.TransferDecoder;
import io.millrace.fixed.Fixed;
import io.millrace.instrument.CorporateAction;
import io.millrace.instrument.Instrument;
import io.millrace.order.OrderIds;
import io.millrace.risk.LimitsInForce;
import io.millrace.risk.LiveLimit;
import io.millrace.view.LimitStages;
import io.millrace.view.RiskStanding;
import java.math.BigInteger;
import java.util.List;
import org.agrona.collections.Long2LongHashMap;
import org.agrona.collections.LongArrayList;

/**
 * A read model: what the health file and the commands say of a run. Written by the route stage, read by any thread; the
 * step counter is written last, so that who reads it first sees at least that step. Money and quantities at 1e-8.
 */
final class RunState implements StepListener, Stateful {
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final int MOST_SCHEDULES = 100_000;

    private final long[] equity;
    private final long[] position;
    private final LongArrayList openOrders = new LongArrayList();
    private final MessageCursor cursor = new MessageCursor();
    private final OrderCommandDecoder order = new OrderCommandDecoder();
    private final ExecutionReportDecoder report = new ExecutionReportDecoder();
    private final MarkDecoder mark = new MarkDecoder();
    private final AlertDecoder alert = new AlertDecoder();
    private final CommandDecoder command = new CommandDecoder();
    private final RiskDecisionDecoder decision = new RiskDecisionDecoder();
    private final RiskStanding risk;
    private final Refusals refusals = new Refusals();
    private final LimitsInForce limits;
    private final EngineConfig config;
    private final Holdings holdings;
    private final InternalFillDecoder internal = new InternalFillDecoder();
    private final TransferDecoder transfer = new TransferDecoder();
    private final ChargeDecoder charge = new ChargeDecoder();
    private final Long2LongHashMap evaluated = new Long2LongHashMap(Long.MIN_VALUE);
    private String killStays = "and stays set until the command resume";
    private long unassigned;
    private long peak;
    private long timeNs;
    private long markedNs;
    private long day = Long.MIN_VALUE;
    private long dayOpen;
    private long fills;
    private long orders;
    private long lastCommandId;
    private volatile long steps;

    RunState(EngineConfig config) {
        this.config = config;
        risk = new RiskStanding(config);
        limits = new LimitsInForce(config.risk());
        equity = new long[config.strategies().size()];
        holdings = Holdings.of(config);
        position = new long[holdings.size()];
        for (int i = 0; i < equity.length; i++) {
            equity[i] = config.strategies().get(i).capital();
        }
        unassigned = config.startingCapital() - sum(equity);
        peak = config.startingCapital();
        dayOpen = peak;
    }

    /**
     * What there is to say, taken at one moment.
     *
     * @param markedNs engine time of the newest mark: at its price the equity is
     * @param dailyLoss where the limit of the day's loss acts; null when it is off
     */
    record View(
            long steps,
            long timeNs,
            long equity,
            long peak,
            long dayOpen,
            long[] positions,
            long[] openOrders,
            long orders,
            long fills,
            List<Refusals.ByControl> refusals,
            long markedNs,
            RiskStanding.View risk,
            LimitStages dailyLoss) {
        boolean killed() {
            return risk.killed();
        }
    }

    /** Until when the kill switch stays set, behind "the kill switch is set"; before the run. */
    void killStays(String until) {
        killStays = until;
    }

    /** What risk has stopped. Any thread. */
    RiskStanding.View standing() {
        long seen = steps;
        // What the view is read after.
        return seen >= 0 ? risk.view() : null;
    }

    /** Sleeves of the strategies that threw something, in the order they did. Any thread. */
    List<Integer> failed() {
        // What the view is read after.
        return steps == 0 ? List.of() : risk.view().failed();
    }

    /** Name of a sleeve's strategy. */
    String strategy(int sleeve) {
        return config.strategies().get(sleeve).name();
    }

    @Override
    public void onStep(Step step) {
        timeNs = step.engineTimeNs();
        onDay(Math.floorDiv(timeNs, DAY_NS));
        switch (step.inputTemplate()) {
            case ExecutionReportDecoder.TEMPLATE_ID -> onReport(step);
            case CommandDecoder.TEMPLATE_ID -> {
                command.wrap(
                        step.buffer(), step.inputBlock(), CommandDecoder.BLOCK_LENGTH, CommandDecoder.SCHEMA_VERSION);
                // An evaluation under way when a session ended has its id before the next session's first messages.
                lastCommandId = Math.max(lastCommandId, command.commandId());
                if (command.kind() == CommandKind.EVALUATE) {
                    evaluated.put(command.subject(), timeNs);
                }
                if (command.kind() == CommandKind.LIMIT) {
                    limits.change(LiveLimit.of(command.subject()), command.amount(), command.confirmed() == 1);
                }
            }
            default -> {
                // Market data shows in the marks.
            }
        }
        cursor.outputs(step);
        while (cursor.next()) {
            onOutput(step);
        }
        steps = step.sequence();
    }

    /** Steps seen. */
    long steps() {
        return steps;
    }

    /** Whether risk or the kill switch has stopped trading until a person resumes. */
    boolean isStopped() {
        return steps >= 0 && risk.view().isStopped();
    }

    /** What risk has stopped, to go behind a sentence. */
    String describeRisk() {
        return steps >= 0 ? risk.view().describe(config, timeNs, killStays) : "";
    }

    /** The newest command that is in the journal; ids grow. */
    long lastCommandId() {
        return steps >= 0 ? lastCommandId : 0;
    }

    /** When a schedule last asked the strategies; {@code Long.MIN_VALUE} when it did not. Before the run only. */
    long evaluatedNs(long schedule) {
        return evaluated.get(schedule);
    }

    View view() {
        long seen = steps;
        long total = unassigned + sum(equity);
        long[] open;
        synchronized (openOrders) {
            open = openOrders.toLongArray();
        }
        return new View(
                seen,
                timeNs,
                total,
                peak,
                dayOpen,
                position.clone(),
                open,
                orders,
                fills,
                refusals.list(),
                markedNs,
                risk.view(),
                LimitStages.of(LiveLimit.DAILY_LOSS, limits.now()));
    }

    /** Between two steps only. */
    @Override
    public void writeState(StateSink sink) {
        for (long value : equity) {
            sink.putLong(value);
        }
        for (long value : position) {
            sink.putLong(value);
        }
        sink.putLong(openOrders.size());
        for (int i = 0; i < openOrders.size(); i++) {
            sink.putLong(openOrders.getLong(i));
        }
        sink.putLong(unassigned);
        sink.putLong(peak);
        sink.putLong(day);
        sink.putLong(dayOpen);
        sink.putLong(timeNs);
        sink.putLong(fills);
        sink.putLong(orders);
        sink.putLong(lastCommandId);
        sink.putLong(markedNs);
        refusals.writeState(sink);
        risk.writeState(sink);
        limits.writeState(sink);
        long[] schedules =
                evaluated.keySet().stream().mapToLong(Long::longValue).sorted().toArray();
        sink.putLong(schedules.length);
        for (long schedule : schedules) {
            sink.putLong(schedule);
            sink.putLong(evaluated.get(schedule));
        }
        sink.putLong(steps);
    }

    @Override
    public void readState(StateSource source) {
        for (int i = 0; i < equity.length; i++) {
            equity[i] = source.getLong();
        }
        for (int i = 0; i < position.length; i++) {
            position[i] = source.getLong();
        }
        int open = source.getCount("RunState.openOrders", Integer.MAX_VALUE);
        synchronized (openOrders) {
            openOrders.clear();
            for (int i = 0; i < open; i++) {
                openOrders.addLong(source.getLong());
            }
        }
        unassigned = source.getLong();
        peak = source.getLong();
        day = source.getLong();
        dayOpen = source.getLong();
        timeNs = source.getLong();
        fills = source.getLong();
        orders = source.getLong();
        lastCommandId = source.getLong();
        markedNs = source.getLong();
        refusals.readState(source);
        risk.readState(source);
        limits.readState(source);
        evaluated.clear();
        for (int left = source.getCount("RunState.evaluated", MOST_SCHEDULES); left > 0; left--) {
            evaluated.put(source.getLong(), source.getLong());
        }
        steps = source.getLong();
    }

    /** What the first event of a UTC day finds is what the day is measured from. */
    private void onDay(long newest) {
        if (newest != day) {
            day = newest;
            dayOpen = unassigned + sum(equity);
        }
    }

    private void onReport(Step step) {
        report.wrap(
                step.buffer(),
                step.inputBlock(),
                ExecutionReportDecoder.BLOCK_LENGTH,
                ExecutionReportDecoder.SCHEMA_VERSION);
        ExecType type = report.execType();
        if (type == ExecType.FILL) {
            fills++;
            long quantity = report.lastQuantity();
            int place = holdings.place(OrderIds.strategy(report.orderId()), (int) report.instrument());
            position[place] += report.side() == Side.BUY ? quantity : -quantity;
        }
        boolean ends = type == ExecType.REJECTED
                || type == ExecType.CANCELED
                || type == ExecType.EXPIRED
                || (type == ExecType.FILL && report.leavesQuantity() == 0);
        if (ends) {
            synchronized (openOrders) {
                openOrders.removeLong(report.orderId());
            }
        }
    }

    private void onInternalFill() {
        fills++;
        int place = holdings.place(internal.strategy(), (int) internal.instrument());
        position[place] += internal.side() == Side.BUY ? internal.quantity() : -internal.quantity();
    }

    private void onOutput(Step step) {
        switch (cursor.templateId()) {
            case OrderCommandDecoder.TEMPLATE_ID -> {
                order.wrap(
                        step.buffer(),
                        cursor.block(),
                        OrderCommandDecoder.BLOCK_LENGTH,
                        OrderCommandDecoder.SCHEMA_VERSION);
                onOrder();
            }
            case MarkDecoder.TEMPLATE_ID -> {
                mark.wrap(step.buffer(), cursor.block(), MarkDecoder.BLOCK_LENGTH, MarkDecoder.SCHEMA_VERSION);
                equity[mark.strategy()] = mark.equity();
                markedNs = timeNs;
                position[holdings.place(mark.strategy(), (int) mark.instrument())] = mark.position();
                onEquity();
            }
            case InternalFillDecoder.TEMPLATE_ID -> {
                internal.wrap(
                        step.buffer(),
                        cursor.block(),
                        InternalFillDecoder.BLOCK_LENGTH,
                        InternalFillDecoder.SCHEMA_VERSION);
                onInternalFill();
            }
            case TransferDecoder.TEMPLATE_ID -> {
                transfer.wrap(
                        step.buffer(), cursor.block(), TransferDecoder.BLOCK_LENGTH, TransferDecoder.SCHEMA_VERSION);
                onTransfer();
            }
            case ChargeDecoder.TEMPLATE_ID -> {
                charge.wrap(step.buffer(), cursor.block(), ChargeDecoder.BLOCK_LENGTH, ChargeDecoder.SCHEMA_VERSION);
                equity[charge.strategy()] -= charge.amount();
            }
            case AlertDecoder.TEMPLATE_ID -> {
                alert.wrap(step.buffer(), cursor.block(), AlertDecoder.BLOCK_LENGTH, AlertDecoder.SCHEMA_VERSION);
                onAlert();
            }
            case RiskDecisionDecoder.TEMPLATE_ID -> {
                decision.wrap(
                        step.buffer(),
                        cursor.block(),
                        RiskDecisionDecoder.BLOCK_LENGTH,
                        RiskDecisionDecoder.SCHEMA_VERSION);
                risk.onDecision(decision, timeNs);
                refusals.onDecision(decision, timeNs);
            }
            default -> {
                // Signals and round trips are for reports.
            }
        }
    }

    private void onAlert() {
        if (alert.code() == AlertCode.CORPORATE_ACTION) {
            onCorporateAction((int) alert.instrument(), alert.subject(), alert.value());
        }
        risk.onAlert(alert.code(), alert.strategy());
    }

    /** Positions change units at once; what is paid out of a fraction the next mark says. */
    private void onCorporateAction(int instrument, long exTimeNs, double ratio) {
        Instrument stock = config.instruments().get(instrument);
        for (CorporateAction action : stock.actions()) {
            boolean meant = action.isSplit()
                    && stock.exTimeNs(action) == exTimeNs
                    && (double) action.to() / action.from() == ratio;
            for (int i = 0; meant && i < equity.length; i++) {
                int place = holdings.place(i, instrument);
                if (place >= 0) {
                    position[place] = inNewUnits(position[place], action, stock.lot());
                }
            }
        }
    }

    private static long inNewUnits(long quantity, CorporateAction split, long lot) {
        long units = BigInteger.valueOf(Math.abs(quantity))
                .multiply(BigInteger.valueOf(split.to()))
                .divide(BigInteger.valueOf(split.from()))
                .longValueExact();
        return Long.signum(quantity) * Fixed.floorTo(units, lot);
    }

    private void onOrder() {
        if (order.action() == OrderAction.NEW) {
            orders++;
            synchronized (openOrders) {
                openOrders.addLong(order.orderId());
            }
        }
    }

    private void onEquity() {
        peak = Math.max(peak, unassigned + sum(equity));
    }

    private void onTransfer() {
        move(transfer.fromSleeve(), -transfer.amount());
        move(transfer.toSleeve(), transfer.amount());
    }

    private void move(int sleeve, long amount) {
        if (sleeve == Absent.STRATEGY) {
            unassigned += amount;
        } else {
            equity[sleeve] += amount;
        }
    }

    private static long sum(long[] values) {
        long total = 0;
        for (long value : values) {
            total += value;
        }
        return total;
    }
}
