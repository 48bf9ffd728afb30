package io.millrace.logs;

import io.millrace.engine.EngineConfig;
import io.millrace.event.MessageCursor;
import io.millrace.event.Step;
import io.millrace.event.codec.ExecType;
import io.millrace.event.codec.ExecutionReportDecoder;
import io.millrace.event.codec.InternalFillDecoder;
import io.millrace.fixed.Fixed;
import io.millrace.order.OrderIds;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * {@code trades.csv}: one row for each fill of the journal, never two, never none. It is not put aside and not cleared:
 * it is the account's book. One thread.
 */
final class TradesCsv {
    static final String FILE = "trades.csv";

    private static final String HEADER =
            "step,place,time,orderId,execId,strategy,symbol,side,quantity,price,fee,liquidity\n";
    private static final Pattern START = Pattern.compile("(\\d{1,18}),(\\d{1,18}),");
    private static final long NANOS = 1_000_000_000L;

    private final Path path;
    private final EngineConfig config;
    private final MessageCursor cursor = new MessageCursor();
    private final ExecutionReportDecoder report = new ExecutionReportDecoder();
    private final InternalFillDecoder internal = new InternalFillDecoder();
    private final StringBuilder row = new StringBuilder(160);
    private LineFile file;

    TradesCsv(Path folder, EngineConfig config) {
        this.path = folder.resolve(FILE);
        this.config = config;
    }

    /** Opens it behind its last whole row of a step that the journal holds. */
    void open(long lastStep) throws IOException {
        file = LineFile.open(path, START, HEADER, lastStep);
    }

    void onStep(Step step) throws IOException {
        if (step.inputTemplate() == ExecutionReportDecoder.TEMPLATE_ID) {
            report.wrap(
                    step.buffer(),
                    step.inputBlock(),
                    ExecutionReportDecoder.BLOCK_LENGTH,
                    ExecutionReportDecoder.SCHEMA_VERSION);
            if (report.execType() == ExecType.FILL) {
                onFill(step);
            }
        }
        // Places count all messages of a step: the input, then frames and outputs.
        cursor.wrap(step.buffer(), step.inputEnd(), step.length());
        for (int place = 1; cursor.next(); place++) {
            if (cursor.templateId() == InternalFillDecoder.TEMPLATE_ID) {
                internal.wrap(
                        step.buffer(),
                        cursor.block(),
                        InternalFillDecoder.BLOCK_LENGTH,
                        InternalFillDecoder.SCHEMA_VERSION);
                onInternalFill(step, place);
            }
        }
    }

    /** Its last row. */
    Position last() {
        return file.last();
    }

    void flush() throws IOException {
        file.flush();
    }

    void force() throws IOException {
        file.force();
    }

    void requireInPlace() throws IOException {
        file.requireInPlace();
    }

    void close() throws IOException {
        if (file != null) {
            file.close();
            file = null;
        }
    }

    private void onFill(Step step) throws IOException {
        long id = report.orderId();
        begin(step, 0).append(id).append(',').append(report.execId()).append(',');
        names(OrderIds.isValid(id) ? OrderIds.strategy(id) : -1, (int) report.instrument());
        row.append(report.side().name()).append(',');
        amounts(report.lastQuantity(), report.lastPrice(), report.fee());
        end(step, 0, report.liquidity().name());
    }

    private void onInternalFill(Step step, int place) throws IOException {
        begin(step, place).append(internal.orderId()).append(",,");
        names(internal.strategy(), (int) internal.instrument());
        row.append(internal.side().name()).append(',');
        amounts(internal.quantity(), internal.price(), 0);
        end(step, place, "INTERNAL");
    }

    private StringBuilder begin(Step step, int place) {
        row.setLength(0);
        row.append(step.sequence()).append(',').append(place).append(',');
        row.append(Instant.ofEpochSecond(
                Math.floorDiv(step.engineTimeNs(), NANOS), Math.floorMod(step.engineTimeNs(), NANOS)));
        return row.append(',');
    }

    private void names(int strategy, int instrument) {
        boolean known = strategy >= 0 && strategy < config.strategies().size();
        text(known ? config.strategies().get(strategy).name() : "");
        text(config.instruments().get(instrument).symbol());
    }

    private void text(String value) {
        boolean quoted = isFormula(value) || value.chars().anyMatch(c -> c == ',' || c == '"' || c < ' ');
        row.append(quoted ? '"' + (isFormula(value) ? "'" : "") + value.replace("\"", "\"\"") + '"' : value)
                .append(',');
    }

    /** Spreadsheets would run it. */
    private static boolean isFormula(String value) {
        return !value.isEmpty() && "=+-@".indexOf(value.charAt(0)) >= 0;
    }

    private void amounts(long quantity, long price, long fee) {
        row.append(Fixed.format(quantity)).append(',').append(Fixed.format(price));
        row.append(',').append(Fixed.format(fee)).append(',');
    }

    private void end(Step step, int place, String liquidity) throws IOException {
        if (!file.last().reaches(step.sequence(), place)) {
            file.write(
                    new Position(step.sequence(), place),
                    row.append(liquidity).append('\n').toString());
        }
    }
}
