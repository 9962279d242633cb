/**
 * Who keeps which agency seal since when, and handovers that both sides approve. Who may see and
 * approve what is decided by signing-service.
 */
@ApplicationModule(allowedDependencies = {"session", "upstream", "web"})
@NullMarked
package vn.antin.admin.seals;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
