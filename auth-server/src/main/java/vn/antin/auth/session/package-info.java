/**
 * Single sign-on sessions as rows, found by the hash of a {@code __Host-} cookie, so that any node
 * serves any browser and an ended session is ended everywhere at once. There is no servlet session.
 *
 * <p>Ending a session publishes {@link vn.antin.auth.session.SessionEnded} inside the same
 * transaction. Tokens need no such notice: they are read together with their session's row.
 */
@ApplicationModule(allowedDependencies = {"account", "change", "digest", "org", "web"})
@NullMarked
package vn.antin.auth.session;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
