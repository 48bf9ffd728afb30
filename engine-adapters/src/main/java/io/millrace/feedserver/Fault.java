package io.millrace.feedserver;

import io.millrace.config.ConfigException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Something that goes wrong once, before a trade is sent.
 *
 * @param at the trade's number, from 1
 * @param amount milliseconds, trades or messages, as the kind says
 */
public record Fault(long at, Kind kind, int amount) {
    /** What goes wrong. */
    public enum Kind {
        /** The TCP connection is closed without a word. */
        DISCONNECT(0),
        /** The TCP connection is reset. */
        RESET(0),
        /** The connection stays open and says nothing more; not even a ping is answered. */
        SILENCE(0),
        /** So many messages that are none. */
        GARBAGE(20),
        /** So many trades are never sent. */
        GAP(5),
        /** So many earlier trades are sent again. */
        DUPLICATE(10),
        /** The venue says that it shuts down, and closes, as after 24 hours. */
        CUT(0),
        /** Nothing is sent for so many milliseconds; pings are answered. */
        SLOW(500),
        /** One message of so many KiB. */
        HUGE(2_048);

        private final int usual;

        Kind(int usual) {
            this.usual = usual;
        }
    }

    /** As in a script, without its place. */
    String text() {
        return kind.name().toLowerCase(Locale.ROOT) + (amount > 0 ? "=" + amount : "");
    }

    /**
     * Reads a script such as {@code 500:disconnect,900:gap=5}; sorted by place.
     *
     * @throws ConfigException saying what is wrong with it
     */
    public static List<Fault> parse(String script) {
        List<Fault> faults = new ArrayList<>();
        for (String part : script.split(",", -1)) {
            if (!part.isBlank()) {
                faults.add(one(part.strip()));
            }
        }
        faults.sort(Comparator.comparingLong(Fault::at));
        return List.copyOf(faults);
    }

    private static Fault one(String part) {
        int colon = part.indexOf(':');
        int equals = part.indexOf('=');
        try {
            long at = Long.parseLong(part.substring(0, Math.max(0, colon)));
            String name = part.substring(colon + 1, equals < 0 ? part.length() : equals);
            Kind kind = Kind.valueOf(name.toUpperCase(Locale.ROOT));
            int amount = equals < 0 ? kind.usual : Integer.parseInt(part.substring(equals + 1));
            if (at > 0 && amount >= 0) {
                return new Fault(at, kind, amount);
            }
        } catch (IllegalArgumentException e) {
            throw bad(part);
        }
        throw bad(part);
    }

    private static ConfigException bad(String part) {
        return new ConfigException(
                "fault \"" + part + "\"; expected TRADE:KIND or TRADE:KIND=AMOUNT with a trade's number"
                        + " from 1 and one of disconnect, reset, silence, garbage, gap,"
                        + " duplicate, cut, slow, huge, such as"
                        + " 500:gap=5");
    }
}
