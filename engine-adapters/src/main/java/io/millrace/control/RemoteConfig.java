package io.millrace.control;

import io.millrace.config.SettingsReader;
import io.millrace.secret.SecretSource;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Where the service is reached from other machines; always with TLS.
 *
 * @param bind address to listen on
 * @param port to listen on; 0 = any free port
 * @param hosts names by which clients may come, without the port
 * @param keyStore file with the key and its certificates, PKCS#12
 * @param password of that file
 */
public record RemoteConfig(String bind, int port, List<String> hosts, String keyStore, SecretSource password) {
    private static final String ROOT = ApiConfig.ROOT + ".";
    static final String BIND = ROOT + "bind";
    static final String PORT = ROOT + "tlsPort";
    static final String HOSTS = ROOT + "hosts";
    static final String KEY_STORE = ROOT + "keyStore";
    static final String PASSWORD = ROOT + "keyStorePassword";
    static final String HERE = "127.0.0.1";
    static final int DEFAULT_PORT = 7879;
    private static final int HIGHEST_PORT = 65_535;
    private static final Set<String> LOOPBACK = Set.of(HERE, "::1", "localhost");

    public RemoteConfig {
        hosts = List.copyOf(hosts);
    }

    /** Null when the service is for this machine only. */
    static RemoteConfig read(SettingsReader reader) {
        String bind = reader.text(BIND, HERE);
        int port = reader.integer(PORT, DEFAULT_PORT, 0, HIGHEST_PORT);
        List<String> hosts = Arrays.stream(reader.text(HOSTS, "").split(","))
                .map(String::strip)
                .filter(host -> !host.isEmpty())
                .toList();
        String keyStore = reader.text(KEY_STORE, "");
        SecretSource password = new SecretSource(reader.text(PASSWORD + "File", ""), reader.text(PASSWORD + "Env", ""));
        if (LOOPBACK.contains(bind)) {
            return null;
        }
        if (keyStore.isEmpty()
                || password.file().isEmpty() == password.variable().isEmpty()) {
            reader.violation(reader.where(BIND) + " is \"" + bind
                    + "\", which others can reach, so it needs TLS: expected "
                    + KEY_STORE + " (PKCS#12) and one of " + PASSWORD + "File and " + PASSWORD + "Env; or leave "
                    + BIND + " out and come through ssh -L");
        }
        if (hosts.isEmpty()) {
            reader.violation(reader.where(HOSTS) + " is empty; expected the names by which clients come, such as"
                    + " trade.example, separated by commas: any other is refused");
        }
        return new RemoteConfig(bind, port, hosts, keyStore, password);
    }
}
