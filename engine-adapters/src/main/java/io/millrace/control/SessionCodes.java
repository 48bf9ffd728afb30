package io.millrace.control;

import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** One-time codes by which a dashboard gets a token: shown in the terminal, good once. Thread safe. */
final class SessionCodes {
    private static final int BYTES = 10;

    private final Map<Role, String> codes = new EnumMap<>(Role.class);
    private final BiConsumer<Role, String> show;

    /** @param show tells the person at the terminal; called for each new code */
    SessionCodes(BiConsumer<Role, String> show) {
        this.show = show;
        renew(Role.READ);
        renew(Role.TRADE);
    }

    /** The role a code stands for; it is spent by that. NOBODY when there is no such code. */
    synchronized Role spend(String code) {
        byte[] presented = Tokens.digest(code);
        Role found = Role.NOBODY;
        for (Map.Entry<Role, String> entry : codes.entrySet()) {
            if (MessageDigest.isEqual(presented, Tokens.digest(entry.getValue()))) {
                found = entry.getKey();
            }
        }
        if (found != Role.NOBODY) {
            renew(found);
        }
        return found;
    }

    private void renew(Role role) {
        String code = Tokens.random(BYTES);
        codes.put(role, code);
        show.accept(role, code);
    }
}
