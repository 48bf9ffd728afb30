package io.millrace.engine;

import io.millrace.config.Settings;
import io.millrace.config.SettingsReader;
import io.millrace.fixed.Fixed;
import io.millrace.instrument.Instrument;
import io.millrace.venue.FillRules;
import io.millrace.venue.Incident;
import io.millrace.venue.LatencyModel;
import io.millrace.venue.SlippageModel;
import io.millrace.venue.VenueConfig;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The simulated venue as settings, both ways. */
final class VenueText {
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final long LARGEST_FACTOR = 10 * Fixed.ONE;
    private static final long NS_PER_FIXED_SECOND = 10;
    private static final long LONGEST_SECONDS = 30 * 86_400L * Fixed.ONE;
    private static final String EVERY = "*";

    private final SettingsReader reader;
    private final List<Instrument> instruments;

    private VenueText(final SettingsReader reader, final List<Instrument> instruments) {
        this.reader = reader;
        this.instruments = instruments;
    }

    static VenueConfig read(final SettingsReader reader, final List<Instrument> instruments) {
        final VenueText text = new VenueText(reader, instruments);
        final VenueConfig base = VenueConfig.defaults();
        final VenueConfig config = new VenueConfig(
                text.latency(base.latency()),
                text.slippage(base.slippage()),
                text.fills(base.fills()),
                text.script(),
                reader.integer("venue.maxOrders", base.maxOrders(), 1, 1 << 20),
                reader.integer("venue.maxReports", base.maxReports(), 16, 1 << 25));
        config.validate().forEach(reader::violation);
        return config;
    }

    static void write(
            final Settings settings, final VenueConfig venue, final List<Instrument> instruments, final String origin) {
        final LatencyModel latency = venue.latency();
        settings.put("venue.latency", lower(latency.shape()), origin);
        settings.put("venue.orderLatencyNs", Long.toString(latency.orderNs()), origin);
        settings.put("venue.orderLatencyMaxNs", Long.toString(latency.orderMaxNs()), origin);
        settings.put("venue.reportLatencyNs", Long.toString(latency.reportNs()), origin);
        settings.put("venue.reportLatencyMaxNs", Long.toString(latency.reportMaxNs()), origin);
        settings.put("venue.latencySigma", Fixed.format(latency.sigma()), origin);
        settings.put("venue.slippage", Fixed.format(venue.slippage().rate()), origin);
        settings.put("venue.spreadFraction", Fixed.format(venue.slippage().spreadFraction()), origin);
        settings.put("venue.spread", Fixed.format(venue.slippage().assumedSpread()), origin);
        settings.put("venue.impact", Fixed.format(venue.slippage().walkRate()), origin);
        settings.put("venue.rootImpact", Fixed.format(venue.slippage().rootImpact()), origin);
        settings.put("venue.participation", Fixed.format(venue.fills().participationRate()), origin);
        settings.put("venue.fillOnTouch", Boolean.toString(venue.fills().fillOnTouch()), origin);
        settings.put("venue.queueAhead", Fixed.format(venue.fills().queueAhead()), origin);
        settings.put("venue.queueShrinks", Boolean.toString(venue.fills().queueShrinks()), origin);
        for (int i = 0; i < venue.script().size(); i++) {
            writeIncident(settings, "venue.script." + i, venue.script().get(i), instruments, origin);
        }
        settings.put("venue.maxOrders", Integer.toString(venue.maxOrders()), origin);
        settings.put("venue.maxReports", Integer.toString(venue.maxReports()), origin);
    }

    private static void writeIncident(
            final Settings settings,
            final String key,
            final Incident incident,
            final List<Instrument> instruments,
            final String origin) {
        settings.put(key + ".does", lower(incident.kind()), origin);
        settings.put(key + ".at", Instant.EPOCH.plusNanos(incident.fromNs()).toString(), origin);
        final long lastsNs = incident.toNs() - incident.fromNs();
        settings.put(key + ".seconds", Fixed.format(lastsNs / NS_PER_FIXED_SECOND), origin);
        final boolean every = incident.instrument() == Incident.EVERY;
        settings.put(
                key + ".symbol",
                every ? EVERY : instruments.get(incident.instrument()).symbol(),
                origin);
    }

    private LatencyModel latency(final LatencyModel base) {
        final List<String> shapes = new ArrayList<>();
        for (final LatencyModel.Shape shape : LatencyModel.Shape.values()) {
            shapes.add(lower(shape));
        }
        final String shape = reader.oneOf("venue.latency", lower(base.shape()), shapes);
        final long orderNs = reader.whole("venue.orderLatencyNs", base.orderNs(), 0, DAY_NS);
        final long reportNs = reader.whole("venue.reportLatencyNs", base.reportNs(), 0, DAY_NS);
        // A tail of ten medians is as far as anybody waits before he calls it an outage.
        final long factor = shape.equals(lower(LatencyModel.Shape.CONSTANT)) ? 1 : 10;
        return new LatencyModel(
                LatencyModel.Shape.valueOf(shape.toUpperCase(Locale.ROOT)),
                orderNs,
                reader.whole("venue.orderLatencyMaxNs", Math.min(DAY_NS, factor * orderNs), 0, DAY_NS),
                reportNs,
                reader.whole("venue.reportLatencyMaxNs", Math.min(DAY_NS, factor * reportNs), 0, DAY_NS),
                reader.fixed("venue.latencySigma", base.sigma(), 0, 5 * Fixed.ONE));
    }

    private SlippageModel slippage(final SlippageModel base) {
        return new SlippageModel(
                reader.fixed("venue.slippage", base.rate(), 0, Fixed.ONE - 1),
                reader.fixed("venue.spreadFraction", base.spreadFraction(), 0, LARGEST_FACTOR),
                reader.fixed("venue.spread", base.assumedSpread(), 0, Fixed.ONE - 1),
                reader.fixed("venue.impact", base.walkRate(), 0, Fixed.ONE - 1),
                reader.fixed("venue.rootImpact", base.rootImpact(), 0, LARGEST_FACTOR));
    }

    private FillRules fills(final FillRules base) {
        return new FillRules(
                reader.fixed("venue.participation", base.participationRate(), 0, Fixed.ONE),
                reader.flag("venue.fillOnTouch", base.fillOnTouch()),
                reader.fixed("venue.queueAhead", base.queueAhead(), 0, LARGEST_FACTOR),
                reader.flag("venue.queueShrinks", base.queueShrinks()));
    }

    private List<Incident> script() {
        final List<Incident> script = new ArrayList<>();
        final int count = reader.listSize("venue.script");
        for (int i = 0; i < count; i++) {
            script.add(incident("venue.script." + i));
        }
        return script;
    }

    private Incident incident(final String key) {
        final List<String> kinds = new ArrayList<>();
        for (final Incident.Kind kind : Incident.Kind.values()) {
            kinds.add(lower(kind));
        }
        final String kind = reader.oneOf(key + ".does", "", kinds);
        final long fromNs = timeNs(key + ".at");
        final long seconds = reader.fixed(key + ".seconds", 0, 1, LONGEST_SECONDS);
        if (seconds == 0) {
            reader.violation(key + ".seconds: missing; expected how long it lasts, for example 90");
        }
        final int instrument = instrument(key + ".symbol");
        if (kind.equals("outage") && instrument != Incident.EVERY) {
            reader.violation(reader.where(key + ".symbol") + ": an outage is of the whole venue; leave it out, or * ");
        }
        return new Incident(
                Incident.Kind.valueOf(
                        kind.isEmpty() ? "HALT" : kind.toUpperCase(Locale.ROOT).replace('-', '_')),
                instrument,
                fromNs,
                fromNs + Math.max(1, seconds * NS_PER_FIXED_SECOND));
    }

    private int instrument(final String key) {
        final String symbol = reader.text(key, EVERY);
        final List<String> symbols = new ArrayList<>();
        for (final Instrument instrument : instruments) {
            if (instrument.symbol().equals(symbol)) {
                return instrument.id();
            }
            symbols.add(instrument.symbol());
        }
        if (!symbol.equals(EVERY)) {
            symbols.add(EVERY);
            reader.oneOf(key, EVERY, symbols);
        }
        return Incident.EVERY;
    }

    private long timeNs(final String key) {
        final String text = reader.text(key, "");
        try {
            return ChronoUnit.NANOS.between(Instant.EPOCH, Instant.parse(text.trim()));
        } catch (final DateTimeException | ArithmeticException e) {
            reader.violation(reader.where(key) + " is \"" + text + "\"; expected an event time in ISO-8601 UTC, for"
                    + " example 2024-03-01T14:30:00Z");
            return 0;
        }
    }

    private static String lower(final Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
