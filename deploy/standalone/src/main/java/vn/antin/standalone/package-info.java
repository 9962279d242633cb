/**
 * Runs the whole house on one machine: an embedded PostgreSQL, a token and the three applications,
 * each application in a JVM of its own, so that what runs here is what runs in production.
 *
 * <p>{@link vn.antin.standalone.Launcher} is what {@code ./antin} starts. Three promises shape the
 * package. Nothing outlives the launcher: every child reads its standard input and leaves when it
 * ends, which also holds when the launcher is killed. Secrets are made once, kept in files of mode
 * 0600 in the data folder, and travel by file or environment, never on a command line. The data
 * folder belongs to one launcher at a time and survives every way of stopping.
 */
@NullMarked
package vn.antin.standalone;

import org.jspecify.annotations.NullMarked;
