/** What a secret must never do. */
package io.millrace.secret;
