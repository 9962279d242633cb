/**
 * Measures OpenID providers under the same load: ours and, for comparison, another one. This half
 * runs in a JVM of its own, so that what the load costs is never counted as the server's; it knows
 * the servers by their addresses and process numbers alone, which a {@link
 * vn.antin.standalone.bench.Plan} carries over.
 *
 * <p>A closed loop of a few connections asks one thing for a fixed time and checks every answer.
 * What the server spent is read from {@code /proc}: of the application the time of its process, of
 * the database that of the postmaster, its living children and those it has buried.
 */
@NullMarked
package vn.antin.standalone.bench;

import org.jspecify.annotations.NullMarked;
