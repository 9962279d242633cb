/**
 * The OAuth 2.0 and OpenID Connect provider: RFC 6749 (code, refresh, client credentials) as RFC
 * 9700 wants it, OpenID Connect Core and RP-Initiated Logout, RFC 7636, 7009, 7523, 7662, 9068,
 * 9207.
 *
 * <p>Spring Authorization Server lends its endpoint filters and request converters; clients, codes
 * and tokens are ours, in PostgreSQL, and every decision about them is made here. What other
 * features use of it lies in this package; the rest is split by noun.
 */
@ApplicationModule(
    allowedDependencies = {
      "account",
      "change",
      "digest",
      "key",
      "login",
      "login :: device",
      "login :: factor",
      "org",
      "org :: lifecycle",
      "org :: reorganisation",
      "outbound",
      "outbox",
      "session",
      "web"
    })
@NullMarked
package vn.antin.auth.oauth2;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
