/**
 * An official's own pages: who they are here, what they prove it with, where they are logged in,
 * which systems they have allowed what, what has happened to the account, and its language.
 *
 * <p>Every page works without JavaScript and meets WCAG 2.2 AA. Each feature brings what is its
 * own: factors come as {@link vn.antin.auth.login.factor.Enrolment}, permissions as {@link
 * vn.antin.auth.session.AllowedApplications}, further pages as {@link
 * vn.antin.auth.web.AccountCard}.
 */
@ApplicationModule(allowedDependencies = {"account", "login :: factor", "org", "session", "web"})
@NullMarked
package vn.antin.auth.profile;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
