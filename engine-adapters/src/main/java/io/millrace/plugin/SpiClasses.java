package io.millrace.plugin;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/** What a plug-in sees beside its own classes: the strategy SPI, the types in its signatures, and the JDK. */
final class SpiClasses extends ClassLoader {
    private static final List<String> PACKAGES =
            List.of("strategy", "strategy.sizing", "book", "calendar", "event", "fixed", "instrument", "intent");
    private static final String ROOT = "io.millrace.";

    private final ClassLoader engine;

    SpiClasses(ClassLoader engine) {
        super(ClassLoader.getPlatformClassLoader());
        this.engine = engine;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (isShown(name)) {
            return engine.loadClass(name);
        }
        throw new ClassNotFoundException(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return Collections.emptyEnumeration();
    }

    @Override
    public URL getResource(String name) {
        return null;
    }

    private static boolean isShown(String name) {
        int last = name.lastIndexOf('.');
        if (last < 0 || !name.startsWith(ROOT)) {
            return false;
        }
        String room = name.substring(ROOT.length(), Math.max(last, ROOT.length()));
        return PACKAGES.contains(room) || room.equals("event.codec");
    }
}
