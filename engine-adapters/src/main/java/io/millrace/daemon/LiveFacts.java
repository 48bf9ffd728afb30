package io.millrace.daemon;

import io.millrace.config.Setting;
import io.millrace.config.Settings;
import io.millrace.live.Arming;
import io.millrace.live.LastLife;
import io.millrace.live.LiveRequest;
import io.millrace.replay.JournalHeader;
import io.millrace.risk.RiskLimits;
import io.millrace.settings.EffectiveConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Collects what the interlocks of live trading judge, from files and options. Changes nothing. */
final class LiveFacts {
    static final String ARMED_FILE = "live-armed";
    static final String LIFE_FILE = "live-state";
    private static final List<String> BY_HAND = List.of("risk.maxOrderValue", "risk.dailyLoss");
    private static final List<String> NOT_BOUND =
            List.of("api.", "data.", "journal.", "logs.", "notify.", "pipeline.", "watchdog.");

    private final Path dataDir;
    private final Settings file;
    private final EffectiveConfig effective;

    /**
     * Facts about a start.
     *
     * @param file what the configuration file says, without options
     */
    LiveFacts(Path dataDir, Settings file, EffectiveConfig effective) {
        this.dataDir = dataDir;
        this.file = file;
        this.effective = effective;
    }

    /** What an arming is for: everything that decides, the key and the version. */
    String binding() {
        StringBuilder text = new StringBuilder();
        for (Setting setting : effective.settings().all()) {
            if (NOT_BOUND.stream().noneMatch(setting.key()::startsWith)) {
                text.append(setting.key()).append('=').append(setting.value()).append('\n');
            }
        }
        // The simulated venue has no key of its own; its kind stands for one.
        return Arming.binding(text.toString(), LiveSection.key(effective.settings()), JournalHeader.ENGINE_VERSION);
    }

    /** The whole. */
    LiveStart collect(boolean flag, boolean dryRun) {
        Settings settings = effective.settings();
        try {
            LiveRequest request = new LiveRequest(
                    modeFaults(),
                    flag,
                    Arming.read(dataDir.resolve(ARMED_FILE)),
                    LastLife.read(dataDir.resolve(LIFE_FILE)),
                    binding(),
                    System.currentTimeMillis(),
                    limitsLeft(),
                    LiveSection.endpoint(settings),
                    LiveSection.key(settings),
                    startFaults(dryRun),
                    killFile());
            return new LiveStart(request, LiveSection.account(settings), LiveSection.countdownMs(settings));
        } catch (IOException e) {
            throw new RunException(
                    ExitCodes.USAGE, dataDir + ": what live trading was armed for cannot be read: " + e.getMessage());
        }
    }

    /** Said twice in the file, so that neither a copied mode nor a copied section is enough. */
    private List<String> modeFaults() {
        List<String> faults = new ArrayList<>();
        if (!isInFile("engine.mode", "live")) {
            faults.add("engine.mode is not live in the configuration file: set it there, beside what it is for");
        }
        if (!isInFile(LiveSection.TRADING_ENABLED, "true")) {
            faults.add(LiveSection.TRADING_ENABLED + " is not true in the configuration file: set it there, beside"
                    + " live.account");
        }
        return faults;
    }

    private boolean isInFile(String key, String value) {
        Setting given = file.get(key);
        return given != null && given.value().equals(value);
    }

    /** In the file, and in force: what an option takes away again is not there. */
    private List<String> limitsLeft() {
        List<String> left = new ArrayList<>();
        for (String key : BY_HAND) {
            if (isOff(file.get(key)) || isOff(effective.settings().get(key))) {
                left.add(key);
            }
        }
        return left;
    }

    private static boolean isOff(Setting limit) {
        return limit == null || limit.value().equals("off");
    }

    private String killFile() {
        Path file = dataDir.resolve(ControlFiles.KILL_FILE);
        return Files.exists(file) ? file.toString() : null;
    }

    private List<String> startFaults(boolean dryRun) {
        List<String> faults = new ArrayList<>();
        RiskLimits limits = effective.engine().risk();
        if (!limits.data().startUpGate()) {
            faults.add("risk.startUpGate is false: leave it out");
        }
        if (limits.guards().timing().canaryNs() == RiskLimits.UNLIMITED) {
            faults.add("risk.canaryMs is off: leave it out, or give milliseconds");
        }
        if (LiveSection.account(effective.settings()).isEmpty()) {
            faults.add("live.account is not set: name the account in the configuration file");
        }
        if (KillSection.atStart(effective.settings())) {
            faults.add(KillSection.AT_START + " is true, so nothing would be traded: take it out");
        }
        if (dryRun) {
            faults.add("--dry-run sends nothing: leave it out, or use --mode paper");
        }
        return faults;
    }
}
