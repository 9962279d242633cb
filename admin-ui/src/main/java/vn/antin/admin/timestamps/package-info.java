/**
 * The state of the time-stamp authority (RFC 3161): whether it gives stamps and if not why, its
 * certificate, and the clock that its times are from. Nothing is changed here; the authority is
 * configured, and its key made, on the machine.
 */
@ApplicationModule(allowedDependencies = {"session", "upstream", "web"})
@NullMarked
package vn.antin.admin.timestamps;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
