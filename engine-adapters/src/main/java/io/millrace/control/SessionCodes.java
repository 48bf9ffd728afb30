package io.millrace.control;

import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.Map;

/** One-time codes by which a dashboard gets a token: good once; a new one is made only when somebody asks. Thread
 * safe. */
final class SessionCodes {
    private static final int BYTES = 10;

    private final Map<Role, String> codes = new EnumMap<>(Role.class);
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
            codes.remove(found);
        }
        return found;
    }

    /** A new code for a role; the one before it is void. */
    synchronized String renew(Role role) {
        String code = Tokens.random(BYTES);
        codes.put(role, code);
        return code;
    }
}
