package io.millrace.control;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** Speaks to the service in bytes, as no library would. */
final class RawHttp {
    private static final int TIMEOUT_MS = 10_000;

    private RawHttp() {}

    /** Everything the server answers until it closes or the text is whole. */
    static String ask(int port, byte[] request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
            socket.setSoTimeout(TIMEOUT_MS);
            socket.getOutputStream().write(request);
            socket.shutdownOutput();
            return readAll(socket.getInputStream());
        }
    }

    static String ask(int port, String request) throws IOException {
        return ask(port, request.getBytes(ISO_8859_1));
    }

    /** The status of an answer; 0 when the connection was closed without one. */
    static int status(String answer) {
        return answer.startsWith("HTTP/1.1 ") ? Integer.parseInt(answer.substring(9, 12)) : 0;
    }

    static String body(String answer) {
        int end = answer.indexOf("\r\n\r\n");
        return end < 0 ? "" : answer.substring(end + 4);
    }

    private static String readAll(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[8_192];
        try {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                all.write(buffer, 0, read);
            }
        } catch (SocketTimeoutException e) {
            throw new IOException("no end after " + all.toString(ISO_8859_1), e);
        } catch (IOException e) {
            // A reset after an answer: the server had no use for the rest of the request.
            return all.toString(ISO_8859_1);
        }
        return all.toString(ISO_8859_1);
    }
}
