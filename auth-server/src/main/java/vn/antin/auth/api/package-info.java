/**
 * REST about people, for holders of our access tokens (RFC 9068): an official's own data, the
 * accounts an administrator may see, how messages to other systems fare, and the feed by which
 * signing-service keeps its copy of the tree. Errors are problem documents (RFC 9457).
 *
 * <p>What its endpoints share: versions as entity tags (RFC 9110), keyset pages, and repetition of
 * a POST by its Idempotency-Key. The endpoints of one noun live in a package of that name.
 */
@ApplicationModule(
    allowedDependencies = {
      "account",
      "digest",
      "login :: activation",
      "login :: factor",
      "login :: policy",
      "login :: recovery",
      "oauth2 :: access",
      "oauth2",
      "org :: delegation",
      "org :: lifecycle",
      "org :: power",
      "org :: reorganisation",
      "org",
      "outbox",
      "provisioning :: scim",
      "provisioning :: spreadsheet",
      "provisioning :: table",
      "session",
      "web"
    })
@NullMarked
package vn.antin.auth.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
