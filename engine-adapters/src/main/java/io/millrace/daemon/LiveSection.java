package io.millrace.daemon;

import io.millrace.config.Settings;
import io.millrace.config.SettingsReader;
import io.millrace.settings.SettingsSection;
import java.util.List;

/** {@code live.*} among the settings: what mode live is for. */
public final class LiveSection implements SettingsSection {
    static final String ROOT = "live";
    static final String SIMULATED = "simulated";
    static final String TRADING_ENABLED = ROOT + ".tradingEnabled";
    private static final String ACCOUNT = ROOT + ".account";
    private static final String ENDPOINT = ROOT + ".endpoint";
    private static final String KEY = ROOT + ".key";
    private static final String COUNTDOWN_MS = ROOT + ".countdownMs";
    private static final List<String> KINDS = List.of(SIMULATED, "paper", "live");
    private static final int NORMAL_MS = 10_000;
    private static final int LONGEST_MS = 600_000;
    private static final int SHORTEST_ACCOUNT = 4;

    @Override
    public String root() {
        return ROOT;
    }

    @Override
    public void check(SettingsReader reader) {
        reader.flag(TRADING_ENABLED, false);
        String account = reader.text(ACCOUNT, "");
        if (!account.isEmpty() && account.length() < SHORTEST_ACCOUNT) {
            reader.violation(reader.where(ACCOUNT) + " is \"" + account
                    + "\"; expected the account's name, at least 4 characters, of which millrace arm asks the last 4");
        }
        String endpoint = reader.oneOf(ENDPOINT, SIMULATED, KINDS);
        reader.oneOf(KEY, SIMULATED, KINDS);
        int countdown = reader.integer(COUNTDOWN_MS, NORMAL_MS, 1, LONGEST_MS);
        if (!endpoint.equals(SIMULATED) && countdown < NORMAL_MS) {
            reader.violation(reader.where(COUNTDOWN_MS) + " is " + countdown
                    + "; expected at least 10000: only at the simulated venue may it be shorter");
        }
    }

    @Override
    public Settings effective(Settings given) {
        SettingsReader reader = new SettingsReader(given);
        return new Settings()
                .put(TRADING_ENABLED, Boolean.toString(reader.flag(TRADING_ENABLED, false)), "default")
                .put(ACCOUNT, reader.text(ACCOUNT, ""), "default")
                .put(ENDPOINT, reader.text(ENDPOINT, SIMULATED), "default")
                .put(KEY, reader.text(KEY, SIMULATED), "default")
                .put(COUNTDOWN_MS, Integer.toString(countdownMs(given)), "default");
    }

    /** Of settings that were checked before, as the rest. */
    static int countdownMs(Settings checked) {
        return new SettingsReader(checked).integer(COUNTDOWN_MS, NORMAL_MS, 1, LONGEST_MS);
    }

    static String account(Settings checked) {
        return new SettingsReader(checked).text(ACCOUNT, "");
    }

    static String endpoint(Settings checked) {
        return new SettingsReader(checked).text(ENDPOINT, SIMULATED);
    }

    static String key(Settings checked) {
        return new SettingsReader(checked).text(KEY, SIMULATED);
    }
}
