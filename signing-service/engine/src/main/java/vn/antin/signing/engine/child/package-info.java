/**
 * Processes that read files from strangers: a JVM of its own with bounded memory, no environment,
 * no network where the system can take it away, and an end in time. What breaks there breaks
 * nothing here. What is said over standard input and output is each room's own.
 */
@NullMarked
package vn.antin.signing.engine.child;

import org.jspecify.annotations.NullMarked;
