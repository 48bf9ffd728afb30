/**
 * Configuration from outside: YAML files and {@code --set key=value}, flattened to the dotted keys of
 * {@link io.millrace.config.Settings}, each with the file and line it came from.
 *
 * <p>Knows no section and no value; sections are checked by their owners. Also checks
 * a configuration against the data it is to run on. Never holds secrets.
 */
package io.millrace.settings;
