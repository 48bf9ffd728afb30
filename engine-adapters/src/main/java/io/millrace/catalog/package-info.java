/**
 * Tables in Parquet files, and the database that reads and writes them.
 *
 * <p>Call {@link io.millrace.catalog.ParquetReader} for a file's columns and rows as text, {@link
 * io.millrace.catalog.ParquetWriter} to write one. This is the only package that knows {@code java.sql} and DuckDB;
 * nothing of it is loaded before the first file is opened, since its native library is 72 MB. It never uses the
 * network. It must never know what the columns mean, nor anything else of the engine.
 */
package io.millrace.catalog;
