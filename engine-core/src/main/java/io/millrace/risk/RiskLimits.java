package io.millrace.risk;

import io.millrace.config.NearestName;
import io.millrace.config.Setting;
import io.millrace.config.Settings;
import io.millrace.config.SettingsReader;
import io.millrace.fixed.Fixed;
import java.util.ArrayList;
import java.util.List;

/**
 * How far trading may go. Immutable; fractions, money and quantities at 1e-8, times in nanoseconds.
 *
 * @param order of each order
 * @param data of the data an order is decided on
 * @param exposure of the account
 * @param loss of the account
 * @param rate of the account
 * @param day when a trading day begins
 * @param guards of the account, beside the others
 * @param strategies of each strategy, by number; the first entry stands for all that have none of their own
 */
public record RiskLimits(
        OrderLimits order,
        DataLimits data,
        ExposureLimits exposure,
        LossLimits loss,
        RateLimits rate,
        DayLimits day,
        GuardLimits guards,
        List<StrategyLimits> strategies) {
    /** No limit; written {@code off} in settings. */
    public static final long UNLIMITED = Long.MAX_VALUE;

    /** 3.0: no configuration takes leverage beyond it. */
    public static final long CEILING = 3 * Fixed.ONE;

    /** Upper bound of the open orders. */
    public static final int MAX_OPEN_ORDERS = 65_536;

    /** Places that only orders which reduce may use, so that entries can never shut the exits out. */
    public static final int EXIT_RESERVE = 64;

    static final long MAX_RATE = 10_000;
    static final long MAX_COUNT = 1_000_000;
    static final long MILLI = 1_000_000;
    static final long HOUR_MS = 3_600_000;
    static final long YEAR_MS = 366 * 24 * HOUR_MS;

    /** @throws IllegalArgumentException without limits for strategies in general */
    public RiskLimits {
        strategies = List.copyOf(strategies);
        if (strategies.isEmpty()) {
            throw new IllegalArgumentException("risk limits: no strategy limits; expected those for all at least");
        }
    }

    /** The limits for an account: everything on. */
    public static RiskLimits account() {
        return RiskPresets.account();
    }

    /** For research, where one sleeve may put the whole account into one asset and nothing watches the account. */
    public static RiskLimits research() {
        return RiskPresets.research();
    }

    /** As these, with a small beginning. */
    public RiskLimits forLive() {
        return withGuards(guards.withTiming(guards.timing().withCanary(TimingLimits.LIVE_CANARY_NS)));
    }

    /** The limits of a strategy. */
    public StrategyLimits strategy(final int number) {
        return strategies.get(number + 1 < strategies.size() ? number + 1 : 0);
    }

    /** {@link GuardLimits#restricted}. */
    public String restricted() {
        return guards.restricted();
    }

    /** {@link ExposureLimits#shortsAllowed}. */
    public boolean shortsAllowed() {
        return exposure.shortsAllowed();
    }

    /**
     * Reads the keys {@code risk.*}; what is not set is as in {@code preset}. {@code risk.strategy.*} is for all
     * strategies, {@code risk.strategies.N.*} for one. Violations go to the reader.
     */
    public static RiskLimits read(final SettingsReader reader, final RiskLimits preset) {
        final LimitReading fields = new LimitReading(reader);
        final RiskLimits common = preset.mapCommon(fields);
        final List<StrategyLimits> strategies = new ArrayList<>(common.strategies);
        final int count = reader.listSize("strategies");
        for (int i = 0; i < count; i++) {
            strategies.add(common.strategy(-1).map(fields, strategyPrefix(i)));
        }
        checkSymbols(reader, common.restricted());
        return common.withStrategies(trimmed(strategies));
    }

    /** A name that is no instrument's would restrict nothing. */
    private static void checkSymbols(final SettingsReader reader, final String symbols) {
        final List<String> known = new ArrayList<>();
        final int count = reader.listSize("instruments");
        for (int i = 0; i < count; i++) {
            known.add(reader.text("instruments." + i + ".symbol", ""));
        }
        for (final String symbol : symbols.isBlank() ? new String[0] : symbols.split(",")) {
            if (!known.contains(symbol.trim())) {
                reader.violation(reader.where("risk.restricted") + " names \"" + symbol.trim()
                        + "\"; expected symbols of the instruments, separated by commas"
                        + NearestName.hint(symbol.trim(), known));
            }
        }
    }

    /** Writes every key that {@link #read} reads; of single strategies, what differs from the limits for all. */
    public void write(final Settings settings, final String origin) {
        mapCommon(new LimitWriting(settings, origin));
        final StrategyLimits all = strategies.get(0);
        for (int i = 1; i < strategies.size(); i++) {
            final Settings own = new Settings();
            final Settings general = new Settings();
            strategies.get(i).map(new LimitWriting(own, origin), strategyPrefix(i - 1));
            all.map(new LimitWriting(general, origin), strategyPrefix(i - 1));
            for (final Setting setting : own.all()) {
                if (!setting.equals(general.get(setting.key()))) {
                    settings.put(setting.key(), setting.value(), origin);
                }
            }
        }
    }

    /** All violations, in words; empty when the limits can be used. */
    public List<String> validate() {
        final LimitChecking fields = new LimitChecking();
        mapCommon(fields);
        for (int i = 1; i < strategies.size(); i++) {
            strategies.get(i).map(fields, strategyPrefix(i - 1));
        }
        return fields.found();
    }

    public RiskLimits withOrder(final OrderLimits limits) {
        return new RiskLimits(limits, data, exposure, loss, rate, day, guards, strategies);
    }

    public RiskLimits withData(final DataLimits limits) {
        return new RiskLimits(order, limits, exposure, loss, rate, day, guards, strategies);
    }

    public RiskLimits withExposure(final ExposureLimits limits) {
        return new RiskLimits(order, data, limits, loss, rate, day, guards, strategies);
    }

    public RiskLimits withLoss(final LossLimits limits) {
        return new RiskLimits(order, data, exposure, limits, rate, day, guards, strategies);
    }

    public RiskLimits withRate(final RateLimits limits) {
        return new RiskLimits(order, data, exposure, loss, limits, day, guards, strategies);
    }

    public RiskLimits withRestricted(final String symbols) {
        return withGuards(guards.withRestricted(symbols));
    }

    public RiskLimits withGuards(final GuardLimits limits) {
        return new RiskLimits(order, data, exposure, loss, rate, day, limits, strategies);
    }

    /** The first is for all, the others by number. */
    public RiskLimits withStrategies(final List<StrategyLimits> limits) {
        return new RiskLimits(order, data, exposure, loss, rate, day, guards, limits);
    }

    private RiskLimits mapCommon(final LimitFields fields) {
        return new RiskLimits(
                order.map(fields),
                data.map(fields),
                exposure.map(fields),
                loss.map(fields),
                rate.map(fields, "risk."),
                day.map(fields),
                guards.map(fields),
                List.of(strategies.get(0).map(fields, "risk.strategy.")));
    }

    /** Every limit of the account through the fields; those of single strategies stay. */
    RiskLimits map(final LimitFields fields) {
        return mapCommon(fields).withStrategies(strategies);
    }

    /** Without entries at the end that say what the first says. */
    private static List<StrategyLimits> trimmed(final List<StrategyLimits> strategies) {
        int size = strategies.size();
        while (size > 1 && strategies.get(size - 1).equals(strategies.get(0))) {
            size--;
        }
        return strategies.subList(0, size);
    }

    private static String strategyPrefix(final int number) {
        return "risk.strategies." + number + ".";
    }
}
