/**
 * Applications that log officials in through the auth-server: list, registration from a template,
 * secrets, keys, profile, switching off. Who may, and what an application may be, is decided by the
 * auth-server; its refusals are put into words here. A secret is shown by the page that answers its
 * making and kept nowhere.
 */
@ApplicationModule(allowedDependencies = {"session", "upstream", "web"})
@NullMarked
package vn.antin.admin.applications;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
