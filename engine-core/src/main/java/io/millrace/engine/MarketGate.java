package io.millrace.engine;

import io.millrace.book.ClosedBar;
import io.millrace.book.MarketChecks;
import io.millrace.book.MarketRules;
import io.millrace.event.Messages;
import io.millrace.event.StateHash;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import io.millrace.event.Step;
import io.millrace.event.codec.BarDecoder;
import io.millrace.event.codec.ObservationDecoder;
import io.millrace.event.codec.QuarantineDecoder;
import io.millrace.event.codec.QuarantineEncoder;
import io.millrace.event.codec.QuarantineReason;
import io.millrace.event.codec.QuoteDecoder;
import io.millrace.event.codec.StateHashEncoder;
import io.millrace.event.codec.TradeDecoder;
import io.millrace.feed.InputMessage;
import io.millrace.instrument.ActionSchedule;
import io.millrace.instrument.InstrumentTable;
import org.agrona.DirectBuffer;

/**
 * Checks every market event once, where it enters: before a simulated venue sees it and before it is a step.
 *
 * <p>The verdict travels in the step: a refused event's Quarantine frame stands first behind the input, and no stage
 * looks at that input. {@link #judge} changes nothing, because the reports of the venue about the event become steps of
 * their own before {@link #admit} takes it in; a replay, which knows no venue, does both at once. Used by the intake's
 * thread.
 */
final class MarketGate implements Stateful {
    private final MarketChecks checks;
    private final ClosedBar closed = new ClosedBar();
    private final TradeDecoder trade = new TradeDecoder();
    private final QuoteDecoder quote = new QuoteDecoder();
    private final ObservationDecoder observation = new ObservationDecoder();
    private final QuarantineEncoder quarantineOut = new QuarantineEncoder();
    private final StateHashEncoder hashOut = new StateHashEncoder();
    private final StateHash hash = new StateHash();
    private boolean judged;
    private QuarantineReason refusal;
    private int instrument;

    MarketGate(final InstrumentTable instruments, final MarketRules rules) {
        checks = new MarketChecks(instruments.size(), rules, new ActionSchedule(instruments));
    }

    /** True when the stages may not use the input of the step. */
    static boolean isRefused(final Step step) {
        final int first = step.inputEnd();
        return first < step.length() && Messages.templateId(step.buffer(), first) == QuarantineDecoder.TEMPLATE_ID;
    }

    /** Judges an input message, to be {@link #admit admitted} before the next; true when it may be used. */
    boolean judge(final DirectBuffer buffer, final int offset) {
        return judge(Messages.templateId(buffer, offset), buffer, offset);
    }

    /** {@link #judge(DirectBuffer, int)} of a message whose template is known. */
    boolean judge(final int templateId, final DirectBuffer buffer, final int offset) {
        final int block = offset + Messages.HEADER_LENGTH;
        judged = true;
        switch (templateId) {
            case BarDecoder.TEMPLATE_ID -> judgeBar(buffer, block, InputMessage.receiveTimeNs(buffer, offset));
            case TradeDecoder.TEMPLATE_ID -> judgeTrade(buffer, block);
            case QuoteDecoder.TEMPLATE_ID -> judgeQuote(buffer, block);
            case ObservationDecoder.TEMPLATE_ID -> judgeObservation(buffer, block);
            default -> {
                judged = false;
                refusal = null;
            }
        }
        return refusal == null;
    }

    /** The bar judged last. */
    ClosedBar bar() {
        return closed;
    }

    /** The trade judged last. */
    TradeDecoder trade() {
        return trade;
    }

    /** The quote judged last. */
    QuoteDecoder quote() {
        return quote;
    }

    /** Takes in the input judged last, which the step holds, and writes what the later stages must know of it. */
    void admit(final Step step) {
        if (!judged) {
            return;
        }
        judged = false;
        checks.commit();
        if (refusal != null) {
            final int block = step.claim(QuarantineEncoder.TEMPLATE_ID, QuarantineEncoder.BLOCK_LENGTH);
            quarantineOut
                    .wrap(step.mutableBuffer(), block)
                    .value(checks.refusedValue())
                    .limitValue(checks.refusedLimit())
                    .instrument(instrument)
                    .reason(refusal);
        }
    }

    /** The gate's part of the state hash, in the steps that carry one. */
    void writeHash(final Step step) {
        if (DecideStage.isHashDue(step)) {
            hash.reset();
            writeState(hash);
            final int block = step.claim(StateHashEncoder.TEMPLATE_ID, StateHashEncoder.BLOCK_LENGTH);
            hashOut.wrap(step.mutableBuffer(), block).stateHash(hash.value()).orderHash(0);
        }
    }

    @Override
    public void writeState(final StateSink sink) {
        checks.writeState(sink);
    }

    @Override
    public void readState(final StateSource source) {
        checks.readState(source);
    }

    private void judgeBar(final DirectBuffer buffer, final int block, final long receiveTimeNs) {
        closed.read(buffer, block);
        instrument = closed.instrument();
        refusal = checks.checkBar(closed, receiveTimeNs);
    }

    private void judgeTrade(final DirectBuffer buffer, final int block) {
        trade.wrap(buffer, block, TradeDecoder.BLOCK_LENGTH, TradeDecoder.SCHEMA_VERSION);
        instrument = (int) trade.instrument();
        refusal =
                checks.checkTrade(instrument, trade.eventTime(), trade.price(), trade.quantity(), trade.receiveTime());
    }

    private void judgeQuote(final DirectBuffer buffer, final int block) {
        quote.wrap(buffer, block, QuoteDecoder.BLOCK_LENGTH, QuoteDecoder.SCHEMA_VERSION);
        instrument = (int) quote.instrument();
        refusal = checks.checkQuote(
                instrument, quote.eventTime(), quote.bidPrice(), quote.askPrice(), quote.receiveTime());
    }

    private void judgeObservation(final DirectBuffer buffer, final int block) {
        observation.wrap(buffer, block, ObservationDecoder.BLOCK_LENGTH, ObservationDecoder.SCHEMA_VERSION);
        instrument = (int) observation.instrument();
        refusal = checks.checkObservation(observation.eventTime(), observation.receiveTime());
    }
}
