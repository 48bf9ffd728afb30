/** Webhooks against a real server on this machine. */
package io.millrace.notify;
