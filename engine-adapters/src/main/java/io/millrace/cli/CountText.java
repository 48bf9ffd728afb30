package io.millrace.cli;

/** A number of things in words. */
final class CountText {
    private CountText() {}

    static String of(int count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }
}
