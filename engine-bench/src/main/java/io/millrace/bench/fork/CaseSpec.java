package io.millrace.bench.fork;

import java.util.List;

/**
 * What runs in a process of its own.
 *
 * @param name for people
 * @param main its {@code main} hands a {@link BenchCase} to {@link CaseServer}
 * @param arguments of {@code main}
 * @param limitSeconds how long a run, or getting ready, may take
 */
public record CaseSpec(String name, Class<?> main, List<String> arguments, long limitSeconds) {
    /** Far more than any run of a fixed size takes. */
    public static final long LIMIT_SECONDS = 300;

    public CaseSpec {
        arguments = List.copyOf(arguments);
    }

    /** A case of a fixed size; the arguments are written as text. */
    public static CaseSpec of(String name, Class<?> main, Object... arguments) {
        return new CaseSpec(
                name, main, List.of(arguments).stream().map(Object::toString).toList(), LIMIT_SECONDS);
    }

    /** The same with another limit. */
    public CaseSpec withLimit(long seconds) {
        return new CaseSpec(name, main, arguments, seconds);
    }
}
