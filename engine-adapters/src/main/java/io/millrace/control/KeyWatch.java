package io.millrace.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * Looks at the file with the key every few seconds, on a thread of its own, and takes it when it is another one: new
 * connections then see the renewed certificate, those that are open go on. A file that cannot be used changes nothing
 * but is said, once; it is tried again, because its password may come later.
 */
final class KeyWatch extends AbstractLifeCycle {
    private static final long LOOK_NS = TimeUnit.SECONDS.toNanos(2);

    private final Path file;
    private final RemoteConfig config;
    private final SslContextFactory.Server tls;
    private final Consumer<String> say;
    private final Thread thread = new Thread(this::watch, "millrace-api-key");
    private Object inUse;
    private Object seen;
    private String saidProblem = "";

    /** @param inUse what {@link #mark} said before the key in use was read */
    KeyWatch(RemoteConfig config, Object inUse, SslContextFactory.Server tls, Consumer<String> say) {
        this.file = Path.of(config.keyStore());
        this.config = config;
        this.tls = tls;
        this.say = say;
        this.inUse = inUse;
        this.seen = inUse;
        thread.setDaemon(true);
    }

    /** Changes with the file, also where a link leads to another one; "absent" when there is none. */
    static Object mark(Path file) {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return now.fileKey() + " " + now.lastModifiedTime() + " " + now.size();
        } catch (IOException e) {
            return "absent";
        }
    }

    @Override
    protected void doStart() {
        thread.start();
    }

    @Override
    protected void doStop() {
        LockSupport.unpark(thread);
    }

    private void watch() {
        while (!isStopping() && !isStopped()) {
            look();
            LockSupport.parkNanos(LOOK_NS);
        }
    }

    /** Taken when it was the same at two looks: it may be being written. */
    private void look() {
        Object now = mark(file);
        if (!now.equals(inUse) && now.equals(seen)) {
            take(now);
        }
        seen = now;
    }

    private void take(Object mark) {
        try {
            SSLContext context = TlsDoor.context(config);
            tls.reload(factory -> factory.setSslContext(context));
            inUse = mark;
            saidProblem = "";
            say.accept("api: a renewed key of " + file + " is in use; connections that are open keep the one before");
        } catch (Exception e) {
            // Some of the library's exceptions have no words: once is enough for those too.
            String problem = e.getMessage() == null ? e.toString() : e.getMessage();
            if (!saidProblem.equals(problem)) {
                saidProblem = problem;
                say.accept("api: the key before stays in use: " + problem);
            }
        }
    }
}
