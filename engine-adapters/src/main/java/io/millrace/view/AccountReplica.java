package io.millrace.view;

import io.millrace.engine.EngineConfig;
import io.millrace.event.MessageCursor;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import io.millrace.event.Step;
import io.millrace.event.codec.AlertDecoder;
import io.millrace.event.codec.ChargeDecoder;
import io.millrace.event.codec.ExecutionReportDecoder;
import io.millrace.event.codec.MarkDecoder;
import io.millrace.event.codec.RiskDecisionDecoder;
import io.millrace.event.codec.RoundTripDecoder;
import io.millrace.event.codec.TransferDecoder;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * The account alone, for those that follow the journal themselves: a {@link View} without market data, thread and lock.
 * One thread at a time.
 */
public final class AccountReplica implements Stateful {
    private final AccountModel account;
    private final RiskModel risk;
    private final DayModel day;
    private final MessageCursor cursor = new MessageCursor();
    private final ExecutionReportDecoder report = new ExecutionReportDecoder();
    private final MarkDecoder mark = new MarkDecoder();
    private final ChargeDecoder charge = new ChargeDecoder();
    private final TransferDecoder transfer = new TransferDecoder();
    private final RoundTripDecoder trip = new RoundTripDecoder();
    private final RiskDecisionDecoder decision = new RiskDecisionDecoder();
    private final AlertDecoder alert = new AlertDecoder();
    private long step;
    private long timeNs;
    private long trades;

    public AccountReplica(EngineConfig config) {
        Names names = new Names(config);
        account = new AccountModel(config, names);
        risk = new RiskModel(names, config);
        day = new DayModel(account);
    }

    /** Takes the next step; none may be left out. */
    public void onStep(Step newest) {
        step = newest.sequence();
        timeNs = newest.engineTimeNs();
        day.onTime(timeNs);
        account.onTime(timeNs);
        if (newest.inputTemplate() == ExecutionReportDecoder.TEMPLATE_ID) {
            report.wrap(
                    newest.buffer(),
                    newest.inputBlock(),
                    ExecutionReportDecoder.BLOCK_LENGTH,
                    ExecutionReportDecoder.SCHEMA_VERSION);
            day.onReport(report);
        }
        cursor.outputs(newest);
        while (cursor.next()) {
            onOutput(newest.buffer(), cursor.block());
        }
        day.onStepEnd(step);
    }

    /** The account now. */
    public AccountFigures account() {
        return account.figures(step, timeNs, risk);
    }

    /** Round trips since the journal began. */
    public long trades() {
        return trades;
    }

    public List<PositionLine> positions() {
        return account.positions();
    }

    /** The engine's UTC day so far. */
    public DayFigures day() {
        return day.today();
    }

    private void onOutput(DirectBuffer buffer, int block) {
        switch (cursor.templateId()) {
            case MarkDecoder.TEMPLATE_ID -> {
                mark.wrap(buffer, block, MarkDecoder.BLOCK_LENGTH, MarkDecoder.SCHEMA_VERSION);
                account.onMark(mark);
            }
            case ChargeDecoder.TEMPLATE_ID -> {
                charge.wrap(buffer, block, ChargeDecoder.BLOCK_LENGTH, ChargeDecoder.SCHEMA_VERSION);
                account.onCharge(charge);
            }
            case TransferDecoder.TEMPLATE_ID -> {
                transfer.wrap(buffer, block, TransferDecoder.BLOCK_LENGTH, TransferDecoder.SCHEMA_VERSION);
                account.onTransfer(transfer);
            }
            case RoundTripDecoder.TEMPLATE_ID -> {
                trip.wrap(buffer, block, RoundTripDecoder.BLOCK_LENGTH, RoundTripDecoder.SCHEMA_VERSION);
                account.onRoundTrip(trip);
                day.onRoundTrip();
                trades++;
            }
            case RiskDecisionDecoder.TEMPLATE_ID -> {
                decision.wrap(buffer, block, RiskDecisionDecoder.BLOCK_LENGTH, RiskDecisionDecoder.SCHEMA_VERSION);
                risk.onDecision(step, timeNs, decision);
                day.onDecision(decision);
            }
            case AlertDecoder.TEMPLATE_ID -> {
                alert.wrap(buffer, block, AlertDecoder.BLOCK_LENGTH, AlertDecoder.SCHEMA_VERSION);
                risk.onAlert(step, timeNs, alert);
            }
            default -> {
                // Nothing else changes what the account is worth.
            }
        }
    }

    @Override
    public void writeState(StateSink sink) {
        sink.putLong(step);
        sink.putLong(timeNs);
        sink.putLong(trades);
        account.writeState(sink);
        risk.writeState(sink);
        day.writeState(sink);
    }

    @Override
    public void readState(StateSource source) {
        step = source.getLong();
        timeNs = source.getLong();
        trades = source.getLong();
        account.readState(source);
        risk.readState(source);
        day.readState(source);
    }
}
