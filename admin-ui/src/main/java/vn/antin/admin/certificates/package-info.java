/**
 * The list of certificates for administrators. signing-service decides in its query which ones an
 * administrator may see, from a copy of the units that it marks as stale when it is old; the mark
 * is shown.
 */
@ApplicationModule(allowedDependencies = {"session", "upstream", "web"})
@NullMarked
package vn.antin.admin.certificates;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
