/**
 * What units and systems want of a login, set on one form each. What is left empty is left to the
 * units above. Who may set what is decided by the auth-server.
 */
@ApplicationModule(allowedDependencies = {"session", "upstream", "web"})
@NullMarked
package vn.antin.admin.policies;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
