package io.millrace.notify;

import io.millrace.fixed.Fixed;
import io.millrace.view.DayFigures;
import io.millrace.view.PositionLine;
import io.millrace.view.View;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A day in figures, from the view.
 *
 * @param date UTC, by the engine's time
 * @param figures of that day
 * @param positions open now
 * @param toNs engine time up to which it is; of a day that is over its end
 */
public record DailySummary(LocalDate date, DayFigures figures, List<PositionLine> positions, long toNs) {
    private static final long NANOS = 1_000_000_000L;
    private static final long DAY_NS = 86_400 * NANOS;

    public DailySummary {
        positions = List.copyOf(positions);
    }

    /** The engine's day under way. */
    public static DailySummary ofToday(View view) {
        DayFigures day = view.day();
        return of(day, view, Math.min(view.account().timeNs(), day.startNs() + DAY_NS - 1));
    }

    /** The newest day that is over; null when the journal holds none. */
    public static DailySummary ofDayBefore(View view) {
        DayFigures day = view.dayBefore();
        return day == null ? null : of(day, view, day.startNs() + DAY_NS);
    }

    private static DailySummary of(DayFigures day, View view, long toNs) {
        LocalDate date = Instant.ofEpochSecond(Math.floorDiv(day.startNs(), NANOS))
                .atZone(ZoneOffset.UTC)
                .toLocalDate();
        return new DailySummary(date, day, view.positions(), toNs);
    }

    /** What {@link Notifier#send} takes; the same day has the same id once it is over. */
    public Notice toNotice() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("date", date.toString());
        fields.put("equity", Fixed.format(figures.equity()));
        fields.put("pnl", Fixed.format(figures.pnl()));
        fields.put("drawdown", String.format(Locale.ROOT, "%.6f", figures.drawdown()));
        fields.put("fees", Fixed.format(figures.fees()));
        fields.put("fills", Long.toString(figures.fills()));
        fields.put("trades", Long.toString(figures.trades()));
        fields.put("breakers", Long.toString(figures.breakers()));
        fields.put("positions", Integer.toString(positions.size()));
        for (PositionLine line : positions) {
            fields.merge(
                    "position." + line.symbol(), Fixed.format(line.quantity()), (one, other) -> one + ", " + other);
        }
        boolean whole = toNs == figures.startNs() + DAY_NS;
        String time = Instant.ofEpochSecond(Math.floorDiv(toNs, NANOS), Math.floorMod(toNs, NANOS))
                .toString();
        String text = String.format(
                Locale.ROOT,
                "%s%s: equity %s, day %s, %d fills, fees %s, drawdown %.2f %%, %d open positions, %d breakers",
                date,
                whole ? "" : " so far, to " + time,
                Fixed.format(figures.equity()),
                Fixed.format(figures.pnl()),
                figures.fills(),
                Fixed.format(figures.fees()),
                figures.drawdown() * 100,
                positions.size(),
                figures.breakers());
        String id = "day-" + date + (whole ? "" : "-" + figures.step());
        return new Notice(NoticeEvent.DAILY_SUMMARY, id, figures.step(), time, text, fields);
    }
}
