package io.millrace.daemon;

import java.nio.file.Path;

/** Writes a path so that a command line that is shown can be pasted into a shell. */
final class ShellWord {
    private ShellWord() {}

    static String of(Path path) {
        String text = path.toString();
        return text.matches("[A-Za-z0-9_./+:@-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
