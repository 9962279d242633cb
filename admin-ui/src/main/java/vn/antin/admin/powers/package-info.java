/**
 * Who holds which role over which units: giving one is proposed here and decided by a second
 * administrator, taking one away is done at once. Who sees and may do what is decided by the
 * auth-server.
 */
@ApplicationModule(allowedDependencies = {"session", "upstream", "web"})
@NullMarked
package vn.antin.admin.powers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
