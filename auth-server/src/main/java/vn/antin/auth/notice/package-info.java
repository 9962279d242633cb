/**
 * Tells officials by mail what happened to their account that they should know of at once, and what
 * to do when it was not them: a changed factor, a new device, an administrator who acts in their
 * name (NIST SP 800-63B-4 §4.6). Each mail is written in the transaction of what it tells of.
 */
@ApplicationModule(
    allowedDependencies = {
      "account",
      "login :: factor",
      "mail",
      "org",
      "org :: power",
      "session",
      "web"
    })
@NullMarked
package vn.antin.auth.notice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
