package io.millrace.cli;

import picocli.CommandLine.Option;

/** The option that every command and sub-command has; a mixin, so that its names and its text are the same on all. */
public final class HelpOption {
    /** The names under which help is asked for. */
    public static final String SHORT = "-h";

    /** The long one. */
    public static final String LONG = "--help";

    /** What help says of itself. */
    public static final String TEXT = "show this help and exit";

    @Option(
            names = {SHORT, LONG},
            usageHelp = true,
            description = TEXT)
    private boolean asked;

    /** True when help was asked for. */
    public boolean isAsked() {
        return asked;
    }
}
