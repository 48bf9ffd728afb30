package io.millrace.order;

/** Order ids as text for venues: engine id, a dash, thirteen base 32 digits without I, L, O and U. Off the hot path. */
final class OrderIdText {
    private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 13;
    private static final int BITS = 5;

    private OrderIdText() {}

    static String format(final String engineId, final long orderId) {
        requireEngineId(engineId);
        if (!OrderIds.isValid(orderId)) {
            throw new IllegalArgumentException(
                    "order id " + orderId + " has no epoch or no sequence; was it made by OrderIds?");
        }
        final StringBuilder text = new StringBuilder(engineId.length() + 1 + LENGTH);
        text.append(engineId).append('-');
        for (int shift = (LENGTH - 1) * BITS; shift >= 0; shift -= BITS) {
            text.append(DIGITS.charAt((int) (orderId >>> shift) & 31));
        }
        return text.toString();
    }

    static long parse(final String engineId, final String text) {
        requireEngineId(engineId);
        if (text == null || !text.startsWith(engineId + "-")) {
            return 0;
        }
        final int start = engineId.length() + 1;
        if (text.length() != start + LENGTH) {
            throw damaged(text);
        }
        long value = 0;
        for (int i = start; i < text.length(); i++) {
            final int digit = DIGITS.indexOf(text.charAt(i));
            // Thirteen digits hold 65 bits: the first may carry only the three lowest of its five.
            if (digit < 0 || (i == start && digit > 7)) {
                throw damaged(text);
            }
            value = value << BITS | digit;
        }
        if (!OrderIds.isValid(value)) {
            throw damaged(text);
        }
        return value;
    }

    private static void requireEngineId(final String engineId) {
        boolean fits = engineId != null && !engineId.isEmpty() && engineId.length() <= OrderIds.MAX_ENGINE_ID_LENGTH;
        for (int i = 0; fits && i < engineId.length(); i++) {
            final char c = engineId.charAt(i);
            fits = (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        }
        if (!fits) {
            throw new IllegalArgumentException("engine id \"" + engineId + "\", expected 1 to "
                    + OrderIds.MAX_ENGINE_ID_LENGTH + " of A-Z and 0-9");
        }
    }

    private static IllegalArgumentException damaged(final String text) {
        return new IllegalArgumentException("client order id \"" + text + "\", expected the engine id, a dash and "
                + LENGTH + " base 32 digits as OrderIds.text writes them");
    }
}
