/**
 * How an official comes in. A request that needs an official is parked as a row and the browser is
 * sent to {@code /login}; the steps of a login answer to one dispatcher, which decides from the row
 * and at the end sends the browser back to the parked request.
 *
 * <p>Any node continues any login, a restart loses none, and each tab has its own.
 */
@ApplicationModule(
    allowedDependencies = {
      "account",
      "digest",
      "federation",
      "mail",
      "org",
      "org :: power",
      "org :: reorganisation",
      "outbound",
      "session",
      "web"
    })
@NullMarked
package vn.antin.auth.login;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
