package io.millrace.catalog;

/** A table could not be read or written; the message says which, why and what to do. */
public final class CatalogException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean ofMachine;

    private CatalogException(String message, Throwable cause, boolean ofMachine) {
        super(message, cause);
        this.ofMachine = ofMachine;
    }

    /** The file is the reason. */
    static CatalogException ofFile(String message, Throwable cause) {
        return new CatalogException(message, cause, false);
    }

    /** The place is the reason: no library, no room. */
    static CatalogException ofMachine(String message, Throwable cause) {
        return new CatalogException(message, cause, true);
    }

    /** True when no file at all could be read or written here. */
    public boolean isOfMachine() {
        return ofMachine;
    }
}
