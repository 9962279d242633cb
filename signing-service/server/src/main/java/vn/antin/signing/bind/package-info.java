/**
 * Whether the sender of a call owns the token that came with it.
 *
 * <p>A token may be bound to a key: to one whose holder signs a proof for each request (DPoP, RFC
 * 9449), or to that of a TLS client certificate (RFC 8705 §3). Its {@code cnf} (RFC 7800) says so,
 * in an access token as in the answer about an approval. One that is bound serves nobody who cannot
 * prove it, and one that is bound in a way not known here serves nobody. A proof is taken once, on
 * all nodes together, and only after the token itself was found good.
 *
 * <p>Spring Security's own support compares {@code htu} with the Host header, remembers proofs in
 * one node's memory and knows nothing of opaque tokens.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package vn.antin.signing.bind;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
