package io.millrace.bench.backtest;

/** Does nothing: what remains is the start and the end of a JVM. */
final class EmptyMain {
    private EmptyMain() {}

    public static void main(String[] arguments) {
        // Nothing, on purpose.
    }
}
