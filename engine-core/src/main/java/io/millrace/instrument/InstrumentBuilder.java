package io.millrace.instrument;

import io.millrace.fixed.Fixed;
import java.util.List;

/** Names the rules of an {@link Instrument} one by one; what is not named has the default. Start-up only. */
public final class InstrumentBuilder {
    private final int id;
    private final String symbol;
    private AssetClass assetClass = AssetClass.OTHER;
    private String currency = "USD";
    private long tick = Fixed.ONE / 100;
    private long lot = 1;
    private long minQuantity;
    private long minNotional;
    private long maxQuantity = Long.MAX_VALUE;
    private boolean wholeUnits;
    private boolean tradable = true;
    private String calendar = Instrument.ALWAYS_OPEN;
    private List<CorporateAction> actions = List.of();

    InstrumentBuilder(final int id, final String symbol) {
        this.id = id;
        this.symbol = symbol;
    }

    public InstrumentBuilder assetClass(final AssetClass value) {
        assetClass = value;
        return this;
    }

    public InstrumentBuilder currency(final String value) {
        currency = value;
        return this;
    }

    public InstrumentBuilder tick(final long value) {
        tick = value;
        return this;
    }

    public InstrumentBuilder lot(final long value) {
        lot = value;
        return this;
    }

    public InstrumentBuilder minQuantity(final long value) {
        minQuantity = value;
        return this;
    }

    public InstrumentBuilder minNotional(final long value) {
        minNotional = value;
        return this;
    }

    public InstrumentBuilder maxQuantity(final long value) {
        maxQuantity = value;
        return this;
    }

    /** No fractions; a lot that is still the default becomes one unit. */
    public InstrumentBuilder wholeUnits() {
        wholeUnits = true;
        lot = lot == 1 ? Fixed.ONE : lot;
        return this;
    }

    public InstrumentBuilder dataOnly() {
        tradable = false;
        return this;
    }

    public InstrumentBuilder calendar(final String value) {
        calendar = value;
        return this;
    }

    public InstrumentBuilder actions(final CorporateAction... values) {
        actions = List.of(values);
        return this;
    }

    /** @throws IllegalArgumentException listing every rule that the values break */
    public Instrument build() {
        return new Instrument(
                id,
                symbol,
                assetClass,
                currency,
                tick,
                lot,
                minQuantity,
                minNotional,
                maxQuantity,
                wholeUnits,
                tradable,
                calendar,
                actions);
    }
}
