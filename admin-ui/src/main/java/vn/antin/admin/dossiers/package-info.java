/**
 * Results of dossiers for administrators: how many each unit had signed day by day, and the
 * standing orders by which applications use an agency's seal. Who may see and do what is decided by
 * signing-service.
 */
@ApplicationModule(allowedDependencies = {"session", "upstream", "web"})
@NullMarked
package vn.antin.admin.dossiers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
