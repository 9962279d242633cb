/**
 * Officials for administrators: the list, one official's page, and joining, moving, leaving and
 * coming back. Which accounts an administrator may see is decided by the auth-server in its query;
 * nothing is filtered here.
 */
@ApplicationModule(allowedDependencies = {"session", "upstream", "web"})
@NullMarked
package vn.antin.admin.accounts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
