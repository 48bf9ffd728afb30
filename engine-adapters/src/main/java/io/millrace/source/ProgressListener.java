package io.millrace.source;

/** Hears how far a large file has been read; called on the reading thread about once a mebibyte. */
@FunctionalInterface
public interface ProgressListener {
    /** Hears nothing. */
    ProgressListener NONE = (source, doneBytes, totalBytes) -> {};

    /**
     * @param source name of the file
     * @param doneBytes bytes read so far, compressed if the file is
     * @param totalBytes size of the file, or 0 when it is unknown
     */
    void onProgress(String source, long doneBytes, long totalBytes);
}
