package io.millrace.plugin;

/** A plug-in threw; the engine takes its strategy out of service and goes on. */
final class PluginFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    PluginFault(String message, Throwable cause) {
        super(message, cause);
    }
}
