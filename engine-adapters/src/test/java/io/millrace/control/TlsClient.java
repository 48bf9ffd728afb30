package io.millrace.control;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** A client of the service for other machines that checks its certificate, which is made here. */
public final class TlsClient {
    public static final String HOST = "trade.test";
    public static final String ADDRESS = "127.0.0.2";

    private TlsClient() {}

    /** Makes a key with its certificate. */
    public static Path makeKeyStore(Path file, String password) throws IOException, InterruptedException {
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        List<String> command = List.of(
                keytool,
                "-genkeypair",
                "-alias",
                "api",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + HOST,
                "-ext",
                "san=dns:" + HOST,
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                password);
        int code = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (code != 0) {
            throw new IOException("keytool ended with " + code);
        }
        return file;
    }

    /** Takes the private key out of a key store. */
    static void keepCertificateOnly(Path file, String password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password.toCharArray());
        }
        Certificate certificate = store.getCertificate("api");
        store.deleteEntry("api");
        store.setCertificateEntry("api", certificate);
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password.toCharArray());
        }
    }

    /** Sends a request and takes what comes; the certificate must be that of the key store, and for {@link #HOST}. */
    public static String ask(int port, Path keyStore, String password, String request)
            throws IOException, GeneralSecurityException {
        try (SSLSocket socket = open(port, keyStore, password)) {
            socket.setSoTimeout(5_000);
            return exchange(socket, request);
        }
    }

    /** A connection over which nothing was asked so far. */
    static SSLSocket open(int port, Path keyStore, String password) throws IOException, GeneralSecurityException {
        SSLContext context = trusting(keyStore, password);
        Socket plain = new Socket(ADDRESS, port);
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, HOST, port, true);
        socket.setSoTimeout(10_000);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    /** Sends the same without TLS. */
    public static String askPlain(String address, int port, String request) throws IOException {
        try (Socket plain = new Socket(address, port)) {
            plain.setSoTimeout(5_000);
            return exchange(plain, request);
        }
    }

    private static String exchange(Socket socket, String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(UTF_8));
        socket.getOutputStream().flush();
        return new String(socket.getInputStream().readNBytes(1 << 20), ISO_8859_1);
    }

    private static SSLContext trusting(Path keyStore, String password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore)) {
            store.load(in, password.toCharArray());
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("api", store.getCertificate("api"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
