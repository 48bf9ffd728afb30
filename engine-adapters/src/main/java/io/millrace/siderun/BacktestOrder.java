package io.millrace.siderun;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A backtest as it was asked for; what is not given is empty. Each value has a form that no option of a command line
 * has. Immutable.
 *
 * @param actor who asked
 * @param requestKey hash of the key it was asked with
 * @param strategy a model's name; empty for the models of the running configuration
 * @param params of the model: {@code fast=10,slow=30}
 * @param data {@code embedded:NAME}, or a file or folder inside the folder that the configuration names
 * @param capital money at the start
 * @param from first day or time
 * @param to last day, or a time
 */
public record BacktestOrder(
        String actor,
        long requestKey,
        String strategy,
        String params,
        String data,
        String capital,
        String from,
        String to) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,63}");
    private static final String PARAM = "[A-Za-z][A-Za-z0-9]{0,31}=(-?[0-9][0-9.eE+-]{0,31}|true|false)";
    private static final Pattern PARAMS = Pattern.compile(PARAM + "(," + PARAM + ")*");
    private static final Pattern DATA =
            Pattern.compile("(?!(.*/)?\\.\\.(/|$))(embedded:)?[A-Za-z0-9_.][A-Za-z0-9_./-]{0,199}");
    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,8})?");
    private static final Pattern TIME = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:.]{5,18}Z)?");

    /**
     * Checks every value.
     *
     * @throws IllegalArgumentException with the field, its value and what was expected
     */
    public BacktestOrder {
        require("strategy", strategy, NAME, "a strategy's name, such as sma-cross");
        require("params", params, PARAMS, "NAME=NUMBER with commas between, such as fast=10,slow=30");
        require(
                "data",
                data,
                DATA,
                "embedded:NAME, or a name inside the folder " + BacktestConfig.DATA + ", without \"..\"");
        require("capital", capital, AMOUNT, "an amount as text, such as \"10000\"");
        require("from", from, TIME, "a day, or a time such as 2013-06-01T00:00:00Z");
        require("to", to, TIME, "a day, or a time such as 2013-06-01T00:00:00Z");
        if (data.isEmpty()) {
            throw new IllegalArgumentException(
                    "data is missing; expected embedded:NAME, or a name inside the folder " + BacktestConfig.DATA);
        }
        if (strategy.isEmpty() && !(params.isEmpty() && capital.isEmpty())) {
            throw new IllegalArgumentException(
                    "params and capital go with a strategy; the models of the running configuration have their own");
        }
    }

    /** What is asked for, whoever asks and with which key: one line, for people and for comparing. */
    public String text() {
        List<String> parts = new ArrayList<>();
        add(parts, "strategy", strategy.isEmpty() ? "those of the running configuration" : strategy);
        add(parts, "params", params);
        add(parts, "data", data);
        add(parts, "capital", capital);
        add(parts, "from", from);
        add(parts, "to", to);
        return String.join(", ", parts);
    }

    private static void add(List<String> parts, String name, String value) {
        if (!value.isEmpty()) {
            parts.add(name + " " + value);
        }
    }

    private static void require(String name, String value, Pattern form, String expected) {
        if (!value.isEmpty() && !form.matcher(value).matches()) {
            throw new IllegalArgumentException(name + " is \"" + value + "\"; expected " + expected);
        }
    }
}
