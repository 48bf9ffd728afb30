package io.millrace.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.secret.Secret;
import io.millrace.secret.SecretException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Collections;
import java.util.function.Consumer;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The way in from other machines. The password is used here and kept nowhere. */
final class TlsDoor {
    private static final int THREADS = 18;

    private TlsDoor() {}

    /**
     * A connector that speaks TLS only, with a key that may be renewed; not opened yet.
     *
     * @throws IOException if the key cannot be used
     */
    static ServerConnector of(Server server, RemoteConfig config, HttpConfiguration plain, Consumer<String> say)
            throws IOException {
        HttpConfiguration http = new HttpConfiguration(plain);
        // Which names may come is the gatekeeper's to say.
        http.addCustomizer(new SecureRequestCustomizer(false));
        SslContextFactory.Server tls = new SslContextFactory.Server();
        Object mark = KeyWatch.mark(Path.of(config.keyStore()));
        tls.setSslContext(context(config));
        tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        // Threads of its own: whatever comes this way, those of this machine find theirs free.
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 2);
        threads.setName("millrace-api-remote");
        threads.setDaemon(true);
        ServerConnector connector = new ServerConnector(
                server,
                threads,
                null,
                null,
                1,
                1,
                new SslConnectionFactory(tls, "http/1.1"),
                new HttpConnectionFactory(http));
        connector.setHost(config.bind());
        connector.setPort(config.port());
        connector.addBean(new KeyWatch(config, mark, tls, say));
        return connector;
    }

    /** The key as it is now, with the password as it is now. */
    static SSLContext context(RemoteConfig config) throws IOException {
        try (Secret password = config.password().read(System.getenv())) {
            if (password == null) {
                throw new IOException(RemoteConfig.PASSWORD + "File or " + RemoteConfig.PASSWORD + "Env is missing");
            }
            return password.use(bytes -> context(Path.of(config.keyStore()), bytes));
        } catch (SecretException e) {
            throw new IOException(RemoteConfig.PASSWORD + ": " + e.getMessage(), e);
        } catch (UnusableKeyException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static SSLContext context(Path file, byte[] password) {
        CharBuffer text = UTF_8.decode(ByteBuffer.wrap(password));
        char[] characters = Arrays.copyOf(text.array(), text.limit());
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, characters);
            requireKey(store, file);
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, characters);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (NoSuchFileException e) {
            throw new UnusableKeyException(RemoteConfig.KEY_STORE + ": " + file + " is not there");
        } catch (AccessDeniedException e) {
            throw new UnusableKeyException(RemoteConfig.KEY_STORE + ": " + file
                    + " cannot be read: permission denied; expected a file that the engine's user may read");
        } catch (IOException | GeneralSecurityException e) {
            throw new UnusableKeyException(RemoteConfig.KEY_STORE + ": " + file + " cannot be used (" + reason(e)
                    + "); expected a PKCS#12 file that opens with the password");
        } finally {
            Arrays.fill(text.array(), '\0');
            Arrays.fill(characters, '\0');
        }
    }

    /** The library has no words for a file of another kind. */
    private static String reason(Exception e) {
        return e.getMessage() == null ? "it is none, or half of one" : e.getMessage();
    }

    /** Certificates alone open too, and every handshake would fail. */
    private static void requireKey(KeyStore store, Path file) throws GeneralSecurityException {
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias) && store.getCertificateChain(alias) != null) {
                return;
            }
        }
        throw new UnusableKeyException(RemoteConfig.KEY_STORE + ": " + file
                + " holds no private key with a certificate;" + " expected both in one PKCS#12 file");
    }

    /** Carries the reason out of the work with the password. */
    private static final class UnusableKeyException extends RuntimeException {
        private static final long serialVersionUID = 1;

        UnusableKeyException(String message) {
            super(message);
        }
    }
}
