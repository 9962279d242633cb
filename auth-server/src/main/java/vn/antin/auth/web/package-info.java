/**
 * What every page of this server shares: templates (jte), the words of both languages, the security
 * headers, the refusal of cross-site posts, and pages for errors, which need no database.
 *
 * <p>It also knows how a request came: by which listener (TLS as RFC 9325 wants it; client
 * certificates on a second one, RFC 8705), and through which listed proxy (RFC 7239, RFC 9440).
 *
 * <p>Vietnamese unless the official chose English; every page works without JavaScript.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package vn.antin.auth.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
