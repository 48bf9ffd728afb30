package io.millrace.catalog;

/** What a column of a written table holds. */
public enum ColumnType {
    /** 64 bits. */
    WHOLE("BIGINT"),
    /** Exact, eight places. */
    DECIMAL("DECIMAL(38,8)"),
    REAL("DOUBLE"),
    /** Nanoseconds since 1970, UTC. */
    TIME("TIMESTAMP_NS"),
    TEXT("VARCHAR");

    private final String sql;

    ColumnType(String sql) {
        this.sql = sql;
    }

    String sql() {
        return sql;
    }
}
