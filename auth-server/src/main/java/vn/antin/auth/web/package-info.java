/**
 * What every page of this server shares: templates (jte), the words of both languages, the security
 * headers, the refusal of cross-site posts, and pages for errors, which need no database.
 *
 * <p>Vietnamese unless the official chose English; every page works without JavaScript.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package vn.antin.auth.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
