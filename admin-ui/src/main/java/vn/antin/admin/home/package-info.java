/**
 * The start page: what the house offers to everybody, and for a signed-in official a greeting, the
 * posts held, certificates that end soon, the systems that one login opens and the way to the
 * signing desk.
 */
@ApplicationModule(allowedDependencies = {"session", "upstream", "web"})
@NullMarked
package vn.antin.admin.home;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
