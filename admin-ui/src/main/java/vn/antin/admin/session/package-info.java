/**
 * An official's session at this front: a row in our database that the hash of a {@code __Host-}
 * cookie finds. The tokens in it are wrapped with the root key, never leave this machine and are
 * refreshed before they expire under a lock on the row, so that two tabs do not spend one refresh
 * token twice. There is no servlet session; any node can serve any request.
 */
@ApplicationModule(allowedDependencies = {"installation", "upstream", "authorization", "web"})
@NullMarked
package vn.antin.admin.session;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
