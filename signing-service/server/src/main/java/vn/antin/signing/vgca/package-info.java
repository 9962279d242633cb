/**
 * Signing with VGCA Sign Service, the program that most officials with a USB token have already.
 *
 * <p>The page speaks to it ({@code wss://127.0.0.1:8987}); it fetches each document from here,
 * signs it by its own means and uploads the signed file. It takes any address from whoever speaks
 * to it and binds nothing to a hash, so this side does: every address is 256 random bits of which
 * only the hash is kept, serves one document once and ends with its job. What comes back is
 * believed in nothing: it must begin with the very bytes that were handed out and bring one
 * signature of the registered certificate over all of it, no other change, and pass validation. It
 * is then spent in the ledger of {@code grant} like any other. See docs/vgca.md.
 */
@ApplicationModule(
    allowedDependencies = {
      "certificate",
      "document",
      "grant",
      "people",
      "problem",
      "request",
      "signature",
      "validation",
      "web"
    })
@NullMarked
package vn.antin.signing.vgca;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
