package io.millrace.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** A named stream of CSV bytes, unpacked when its name ends in {@code .gz}, that tells how much of it has been read. */
final class CsvInput {
    private static final int BUFFER_BYTES = 1 << 16;

    private final String name;
    private final String symbol;
    private final Opener opener;
    private final long totalBytes;

    private CsvInput(String name, String symbol, long totalBytes, Opener opener) {
        this.name = name;
        this.symbol = symbol;
        this.totalBytes = totalBytes;
        this.opener = opener;
    }

    static CsvInput file(Path path) {
        MissingFile.requireFile(path);
        return new CsvInput(
                path.toString(), symbolOf(path.toString()), path.toFile().length(), () -> Files.newInputStream(path));
    }

    static CsvInput resource(String name, String resource, String symbol) {
        return new CsvInput(name, symbol, 0, () -> {
            InputStream stream = CsvInput.class.getResourceAsStream(resource);
            if (stream == null) {
                throw DataException.badData(name + ": the embedded data is not in this build (" + resource
                        + "); build it again with Maven");
            }
            return stream;
        });
    }

    String name() {
        return name;
    }

    InputStream open(ProgressListener progress) throws IOException {
        InputStream counted = new CountingStream(opener.open(), name, totalBytes, progress);
        return name.toLowerCase(Locale.ROOT).endsWith(".gz") ? new GZIPInputStream(counted, BUFFER_BYTES) : counted;
    }

    /** The symbol of an input of one symbol: of a file its name without folder, {@code .csv} and {@code .gz}. */
    String symbol() {
        return symbol;
    }

    private static String symbolOf(String name) {
        String file = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String lower = file.toLowerCase(Locale.ROOT);
        int end = lower.endsWith(".gz") ? file.length() - 3 : file.length();
        int dot = lower.lastIndexOf('.', end - 1);
        return dot > 0 ? file.substring(0, dot) : file.substring(0, end);
    }

    @FunctionalInterface
    private interface Opener {
        InputStream open() throws IOException;
    }

    private static final class CountingStream extends FilterInputStream {
        private static final long STEP_BYTES = 1 << 20;

        private final String name;
        private final long total;
        private final ProgressListener progress;
        private long done;
        private long next = STEP_BYTES;

        CountingStream(InputStream in, String name, long total, ProgressListener progress) {
            super(in);
            this.name = name;
            this.total = total;
            this.progress = progress;
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            count(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            count(Math.max(count, 0));
            return count;
        }

        private void count(int bytes) {
            done += bytes;
            if (done >= next) {
                next = done + STEP_BYTES;
                progress.onProgress(name, done, total);
            }
        }
    }
}
