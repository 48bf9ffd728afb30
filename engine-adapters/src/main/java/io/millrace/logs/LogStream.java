package io.millrace.logs;

import io.millrace.inspect.DecodedMessage;
import java.util.Locale;
import java.util.Set;

/** The streams; each event of the journal belongs to one of them. */
enum LogStream {
    /** Fills, at the venue and between strategies, and round trips. */
    TRADES,
    /** Orders, what became of them, and what the risk gate did to them. */
    ORDERS,
    /** What the account is worth. */
    PERFORMANCE,
    /** Alerts, refused input, risk controls that acted by themselves or refuse orders, what the venue rejected. */
    ERRORS,
    /** Sessions, commands, connections, switches of regime, transfers. */
    LIFECYCLE,
    /** The process: its start, its figures, its end. Not from the journal. */
    SYSTEM;

    private static final Set<String> REJECTIONS = Set.of("REJECTED", "CANCEL_REJECTED", "REPLACE_REJECTED");
    private static final Set<String> SWITCHES =
            Set.of("KILLED", "RESUMED", "REDUCED", "HALTED", "FEED_DOWN", "FEED_UP", "CORPORATE_ACTION", "DELISTED");

    /** The name of its files, without ending. */
    String file() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Where a message is written. */
    static LogStream of(DecodedMessage message) {
        return switch (message.type()) {
            case "ExecutionReport" -> ofReport(message.value("execType"));
            case "InternalFill", "RoundTrip" -> TRADES;
            case "RiskDecision" -> isAboutAnOrder(message.value("orderId")) ? ORDERS : ERRORS;
            case "Alert" -> SWITCHES.contains(String.valueOf(message.value("code"))) ? LIFECYCLE : ERRORS;
            case "Quarantine", "Unknown" -> ERRORS;
            case "SessionUp", "SessionDown", "Command", "Regime", "Transfer" -> LIFECYCLE;
            default -> ORDERS;
        };
    }

    private static LogStream ofReport(String execType) {
        if ("FILL".equals(execType)) {
            return TRADES;
        }
        return REJECTIONS.contains(String.valueOf(execType)) ? ERRORS : ORDERS;
    }

    static boolean isAboutAnOrder(String orderId) {
        return orderId != null && !orderId.equals("0") && !orderId.startsWith("-");
    }
}
