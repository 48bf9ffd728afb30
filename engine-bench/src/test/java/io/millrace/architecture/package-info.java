/** Rules of the modules' design as tests; each failure names the alternative. Reads classes, knows no behaviour. */
package io.millrace.architecture;
