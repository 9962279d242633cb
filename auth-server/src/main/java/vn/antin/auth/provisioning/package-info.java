/**
 * How officials come from and go to other systems in numbers: spreadsheets that offices keep, and
 * SCIM 2.0 (RFC 7643, RFC 7644) for personnel systems.
 *
 * <p>Nothing here writes accounts, posts or roles itself: it reads, compares, asks back, and then
 * has {@code org.lifecycle} do what an administrator could have done by hand.
 */
@ApplicationModule(
    allowedDependencies = {
      "account",
      "change",
      "digest",
      "login :: activation",
      "oauth2",
      "org",
      "org :: lifecycle",
      "org :: reorganisation",
      "web"
    })
@NullMarked
package vn.antin.auth.provisioning;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
