/**
 * Where an administrator begins the recovery of an official's account: a link by mail or a slip of
 * paper. Who may, and whether a second administrator has to agree, is the auth-server's to say. The
 * code of a slip is shown by the page that answers its printing and kept nowhere.
 */
@ApplicationModule(allowedDependencies = {"installation", "session", "upstream", "web"})
@NullMarked
package vn.antin.admin.recovery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
