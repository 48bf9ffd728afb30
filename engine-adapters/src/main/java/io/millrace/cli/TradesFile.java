package io.millrace.cli;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.millrace.fixed.Fixed;
import io.millrace.report.RoundTrip;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads a table of closed trades: any CSV with a header that has {@code pnl}, and {@code fees} if it knows them. */
final class TradesFile {
    private static final String PNL = "pnl";
    private static final RoundTrip.Leg NOWHERE = new RoundTrip.Leg(0, 0);

    private TradesFile() {}

    static List<RoundTrip> read(Path file) {
        List<RoundTrip> trips = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(file)) {
            for (NamedCsvRecord row : reader) {
                if (!row.getHeader().contains(PNL)) {
                    throw new CommandException(
                            CommandException.DATA,
                            file + ": no column " + PNL + "; it has " + String.join(", ", row.getHeader())
                                    + "; expected a trades.csv as a run writes it");
                }
                long fees = row.getHeader().contains("fees") ? amount(file, row, "fees") : 0;
                String symbol = row.findField("symbol").orElse("");
                trips.add(new RoundTrip(symbol, true, 0, NOWHERE, NOWHERE, fees, amount(file, row, PNL)));
            }
        } catch (IOException e) {
            throw new CommandException(
                    CommandException.DATA, "--trades " + file + ": no such file, or not readable; check the path");
        } catch (CsvParseException e) {
            throw new CommandException(
                    CommandException.DATA,
                    file + ": cannot be split into cells: " + e.getMessage() + "; check its quotes");
        }
        return trips;
    }

    private static long amount(Path file, NamedCsvRecord row, String column) {
        String text = row.findField(column).orElse("");
        try {
            return Fixed.parse(text.trim());
        } catch (ArithmeticException | NumberFormatException e) {
            throw new CommandException(
                    CommandException.DATA,
                    file + ": line " + row.getStartingLineNumber() + ": " + column + " is \"" + text
                            + "\"; expected a decimal number with at most 8 decimals");
        }
    }
}
