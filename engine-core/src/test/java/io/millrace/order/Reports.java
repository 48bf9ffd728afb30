package io.millrace.order;

import io.millrace.event.Absent;
import io.millrace.event.codec.ExecType;
import io.millrace.event.codec.ExecutionReportDecoder;
import io.millrace.event.codec.ExecutionReportEncoder;
import io.millrace.event.codec.Liquidity;
import io.millrace.event.codec.ReportReason;
import io.millrace.event.codec.Side;
import org.agrona.concurrent.UnsafeBuffer;

/** Execution reports as a venue would send them. */
final class Reports {
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[ExecutionReportEncoder.BLOCK_LENGTH]);
    private final ExecutionReportEncoder encoder = new ExecutionReportEncoder();
    private final ExecutionReportDecoder decoder = new ExecutionReportDecoder();

    ExecutionReportDecoder plain(final long orderId, final ExecType type, final ReportReason reason) {
        return report(orderId, type, Absent.FIXED, Absent.FIXED, Absent.FIXED, Absent.FIXED, reason);
    }

    ExecutionReportDecoder plain(final long orderId, final ExecType type) {
        return plain(orderId, type, ReportReason.NONE);
    }

    ExecutionReportDecoder fill(
            final long orderId, final long tradeId, final long quantity, final long price, final long leaves) {
        return report(orderId, ExecType.FILL, tradeId, quantity, price, leaves, ReportReason.NONE);
    }

    private ExecutionReportDecoder report(
            final long orderId,
            final ExecType type,
            final long tradeId,
            final long quantity,
            final long price,
            final long leaves,
            final ReportReason reason) {
        encoder.wrap(buffer, 0)
                .eventTime(7)
                .receiveTime(8)
                .instrument(0)
                .source(0)
                .reserved(0)
                .orderId(orderId)
                .execId(tradeId)
                .lastQuantity(quantity)
                .lastPrice(price)
                .leavesQuantity(leaves)
                .fee(type == ExecType.FILL ? 5 : Absent.FIXED)
                .execType(type)
                .side(Side.BUY)
                .liquidity(Liquidity.TAKER)
                .reason(reason)
                .slippage(Absent.FIXED);
        return decoder.wrap(buffer, 0, ExecutionReportDecoder.BLOCK_LENGTH, ExecutionReportDecoder.SCHEMA_VERSION);
    }
}
