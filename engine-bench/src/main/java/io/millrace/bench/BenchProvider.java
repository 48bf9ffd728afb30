package io.millrace.bench;

import io.millrace.cli.CommandProvider;

/** Adds {@code bench} to the command line. */
public final class BenchProvider implements CommandProvider {
    @Override
    public Object command() {
        return new BenchCommand();
    }
}
