package io.millrace.control;

/** Who may do what; each may what those before it may. */
enum Role {
    /** No token. */
    NOBODY,
    /** May look, and may kill: stopping is easier than starting. */
    READ,
    /** May give every command. */
    TRADE
}
