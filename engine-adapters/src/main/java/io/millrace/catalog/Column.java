package io.millrace.catalog;

/** A column of a written table. Names that differ in case only are one name to most readers of such files. */
public record Column(String name, ColumnType type) {}
