/**
 * The API of the Cloud Signature Consortium, version 2 (2.0.0.2 with what 2.2 added), under {@code
 * /csc/v2}: for programs that speak it already.
 *
 * <p>It is another way to ask for the same thing: approvals come from auth-server alone, every hash
 * is spent as {@code grant} says, and no PIN or one-time password passes through an application.
 * Strict in what it takes: a parameter of another type is refused with the words that clients of
 * this API look for. One class turns every fault into {@code error} and {@code error_description}.
 *
 * <p>No tamper-protected module activates keys here, so {@code SCAL} is 1; that approvals are bound
 * to hashes all the same is told in docs/csc.md.
 */
@ApplicationModule(
    allowedDependencies = {
      "authserver",
      "bind",
      "certificate",
      "grant",
      "idempotency",
      "key",
      "people",
      "problem",
      "request",
      "signature",
      "timestamp",
      "web"
    })
@NullMarked
package vn.antin.signing.csc;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
