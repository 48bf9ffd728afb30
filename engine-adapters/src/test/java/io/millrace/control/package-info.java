/** The service over real sockets. */
package io.millrace.control;
