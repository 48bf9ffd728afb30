package io.millrace.inspect;

import io.millrace.config.ConfigException;
import io.millrace.engine.EngineConfig;
import io.millrace.engine.IndicatorNames;
import io.millrace.risk.LiveLimit;
import io.millrace.strategy.StrategyDescriptor;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts words for numbers whose meaning only the configuration knows: a signal's reason by its strategy's table, an
 * alert's subject where it is such a reason or a limit, an indicator's value by its specification. What has no name
 * keeps its number. One thread at a time.
 */
public final class NumberNames {
    private static final String VALUE = "values[";

    private final EngineConfig config;

    /** Made when the first indicators come: it builds the strategies to learn what they ask for. */
    private IndicatorNames indicators;

    public NumberNames(final EngineConfig config) {
        this.config = config;
    }

    /** The message with words where there are any; else the very same. */
    public DecodedMessage in(final DecodedMessage message) {
        return switch (message.type()) {
            case "Signal" -> named(message, "reason", reason(message, "reason"));
            case "Alert" -> named(message, "subject", subject(message));
            case "Indicators" -> indicators(message);
            default -> message;
        };
    }

    private DecodedMessage indicators(final DecodedMessage message) {
        final List<String> names = indicatorNames().of((int) number(message.value("stream")));
        final List<DecodedField> fields = new ArrayList<>();
        int place = 0;
        for (final DecodedField field : message.fields()) {
            final boolean known = field.name().startsWith(VALUE) && place < names.size();
            fields.add(known ? new DecodedField(names.get(place++), field.value(), field.kind()) : field);
        }
        return place == 0 ? message : new DecodedMessage(message.section(), message.type(), fields);
    }

    private IndicatorNames indicatorNames() {
        if (indicators == null) {
            try {
                indicators = IndicatorNames.of(config);
            } catch (final ConfigException e) {
                // The run that wrote them was built; if this one cannot be, its values stay numbered.
                indicators = IndicatorNames.NONE;
            }
        }
        return indicators;
    }

    private String subject(final DecodedMessage message) {
        final String code = String.valueOf(message.value("code"));
        return switch (code) {
            case "LIMIT_SET", "LIMIT_REFUSED" -> {
                final LiveLimit limit = LiveLimit.of(number(message.value("subject")));
                yield limit == null ? null : limit.key();
            }
            case "STRATEGY_NOTICE" -> reason(message, "subject");
            default -> null;
        };
    }

    private String reason(final DecodedMessage message, final String field) {
        final long strategy = number(message.value("strategy"));
        final long reason = number(message.value(field));
        if (strategy < 0 || strategy >= config.strategies().size()) {
            return null;
        }
        final StrategyDescriptor descriptor = config.catalog()
                .find(config.strategies().get((int) strategy).name())
                .descriptor();
        final List<String> reasons = descriptor.reasons();
        return reason >= 0 && reason < reasons.size() ? reasons.get((int) reason) : null;
    }

    private static DecodedMessage named(final DecodedMessage message, final String name, final String words) {
        if (words == null) {
            return message;
        }
        final List<DecodedField> fields = new ArrayList<>();
        for (final DecodedField field : message.fields()) {
            fields.add(field.name().equals(name) ? new DecodedField(name, words, FieldKind.TEXT) : field);
        }
        return new DecodedMessage(message.section(), message.type(), fields);
    }

    private static long number(final String text) {
        try {
            return text == null ? -1 : Long.parseLong(text);
        } catch (final NumberFormatException e) {
            return -1;
        }
    }
}
