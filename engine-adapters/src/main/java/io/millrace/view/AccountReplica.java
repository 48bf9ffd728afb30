package io.millrace.view;

import io.millrace.engine.EngineConfig;
import io.millrace.event.MessageCursor;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import io.millrace.event.Step;
import io.millrace.event.codec.RoundTripDecoder;
import java.util.List;

/**
 * The account alone, for those that follow the journal themselves: a {@link View} without market data, thread and lock.
 * One thread at a time.
 */
public final class AccountReplica implements Stateful {
    private final AccountMessages messages;
    private final AccountModel account;
    private final RiskModel risk;
    private final DayModel day;
    private final MessageCursor cursor = new MessageCursor();
    private long step;
    private long timeNs;
    private long trades;

    public AccountReplica(EngineConfig config) {
        messages = new AccountMessages(config, new Names(config));
        account = messages.account;
        risk = messages.risk;
        day = messages.day;
    }

    /** Takes the next step; none may be left out. */
    public void onStep(Step newest) {
        step = newest.sequence();
        timeNs = newest.engineTimeNs();
        messages.onStep(newest);
        cursor.outputs(newest);
        while (cursor.next()) {
            messages.onOutput(cursor.templateId(), newest.buffer(), cursor.block());
            if (cursor.templateId() == RoundTripDecoder.TEMPLATE_ID) {
                trades++;
            }
        }
        messages.onStepEnd();
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
