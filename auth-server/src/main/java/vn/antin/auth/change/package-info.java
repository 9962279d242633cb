/**
 * Hears from PostgreSQL that something other nodes remember has changed (LISTEN/NOTIFY): cached
 * rows are forgotten, idle workers wake.
 *
 * <p>One direct connection per node serves all channels; a pooled one would lose its channels with
 * every return to the pool. Whenever it had to be opened anew every listener is called, because
 * nobody knows what was missed.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package vn.antin.auth.change;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
