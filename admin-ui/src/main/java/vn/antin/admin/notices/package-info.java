/**
 * Which systems have confirmed what the auth-server told them (that a session ended, that a
 * password changed), which have not and why, and having it tried again at once. Who may see it is
 * decided by the auth-server.
 */
@ApplicationModule(allowedDependencies = {"session", "upstream", "web"})
@NullMarked
package vn.antin.admin.notices;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
