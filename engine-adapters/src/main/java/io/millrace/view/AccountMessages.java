package io.millrace.view;

import io.millrace.engine.EngineConfig;
import io.millrace.event.Step;
import io.millrace.event.codec.AlertDecoder;
import io.millrace.event.codec.ChargeDecoder;
import io.millrace.event.codec.ExecutionReportDecoder;
import io.millrace.event.codec.MarkDecoder;
import io.millrace.event.codec.RiskDecisionDecoder;
import io.millrace.event.codec.RoundTripDecoder;
import io.millrace.event.codec.TransferDecoder;
import org.agrona.DirectBuffer;

/**
 * What an account is worth, where it stands and how its day went, kept from the messages that say so. Who follows more
 * of a step hands it everything and then looks at what it read. One thread at a time.
 */
final class AccountMessages {
    final AccountModel account;
    final RiskModel risk;
    final DayModel day;

    /** The newest of each kind, readable until the next message. */
    final ExecutionReportDecoder report = new ExecutionReportDecoder();

    final RoundTripDecoder trip = new RoundTripDecoder();
    final ChargeDecoder charge = new ChargeDecoder();

    private final MarkDecoder mark = new MarkDecoder();
    private final TransferDecoder transfer = new TransferDecoder();
    private final RiskDecisionDecoder decision = new RiskDecisionDecoder();
    private final AlertDecoder alert = new AlertDecoder();
    private long step;
    private long timeNs;

    AccountMessages(EngineConfig config, Names names) {
        account = new AccountModel(config, names);
        risk = new RiskModel(names, config);
        day = new DayModel(account);
    }

    /** A step begins: its time, then its input. */
    void onStep(Step newest) {
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
    }

    /** One output of the step. */
    void onOutput(int templateId, DirectBuffer buffer, int block) {
        switch (templateId) {
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

    /** All outputs of the step have been seen. */
    void onStepEnd() {
        day.onStepEnd(step);
    }
}
