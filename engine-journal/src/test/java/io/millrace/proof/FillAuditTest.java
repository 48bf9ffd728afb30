package io.millrace.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.engine.EngineFactory;
import io.millrace.engine.StepListener;
import io.millrace.engine.TradingEngine;
import io.millrace.event.Step;
import io.millrace.event.codec.BarDecoder;
import io.millrace.event.codec.ExecType;
import io.millrace.event.codec.ExecutionReportDecoder;
import io.millrace.strategy.StrategyCatalog;
import io.millrace.testkit.StepBytes;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Fills at the close of the bar that was decided on, made by rewriting the reports of an honest run. */
class FillAuditTest {
    private static FillAudit audit(final boolean sameBarClose) {
        final StrategyCatalog catalog = RuleStrategy.catalog((rows, now) -> now / 3 % 2 == 0, null);
        final StepBytes log = new StepBytes();
        final TradingEngine engine = new EngineFactory(ProofMarket.config(RuleStrategy.NAME, catalog), catalog)
                .simulated(ProofMarket.daily(6, 200).source(), log, StepListener.NONE);
        final Step step = new Step();
        while (engine.runOne(step)) {
            continue;
        }
        final FillAudit audit = new FillAudit();
        long close = 0;
        for (final byte[] bytes : log.steps()) {
            step.load(new UnsafeBuffer(bytes), 0, bytes.length);
            final int block = step.inputBlock();
            if (step.inputTemplate() == BarDecoder.TEMPLATE_ID) {
                close = step.buffer().getLong(block + BarDecoder.closePriceEncodingOffset(), ByteOrder.LITTLE_ENDIAN);
            } else if (sameBarClose && isFill(step)) {
                final int field = block + ExecutionReportDecoder.lastPriceEncodingOffset();
                step.mutableBuffer().putLong(field, close, ByteOrder.LITTLE_ENDIAN);
            }
            audit.onStep(step);
        }
        return audit;
    }

    private static boolean isFill(final Step step) {
        return step.inputTemplate() == ExecutionReportDecoder.TEMPLATE_ID
                && new ExecutionReportDecoder()
                                .wrap(step.buffer(), step.inputBlock(), ExecutionReportDecoder.BLOCK_LENGTH, 1)
                                .execType()
                        == ExecType.FILL;
    }

    @Test
    void shouldFlagFillsAtTheCloseThatWasDecidedOn() {
        final FillAudit audit = audit(true);
        assertTrue(audit.fills() > 20);
        assertEquals(FindingKind.EARLY_FILL, audit.findings().get(0).kind());
    }

    @Test
    void shouldAcceptTheFillsOfTheSimulatedVenue() {
        final FillAudit audit = audit(false);
        assertTrue(audit.fills() > 20);
        assertTrue(audit.findings().isEmpty(), audit.findings().toString());
    }
}
