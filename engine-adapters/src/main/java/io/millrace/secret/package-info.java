/**
 * Secrets, and where they come from: files that only their owner reads, or the environment. Never a command line, never
 * the configuration.
 *
 * <p>{@link io.millrace.secret.Secret} holds one and shows it to nobody; a rule of the architecture names the classes
 * that may look inside. Knows nothing of what a secret is for.
 */
package io.millrace.secret;
