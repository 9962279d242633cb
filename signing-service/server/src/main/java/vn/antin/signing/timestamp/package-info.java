/**
 * A time-stamp authority: says, over a hash that anybody sends, when it saw it.
 *
 * <p>RFC 3161 with RFC 5816 (signing-certificate-v2), over HTTP as in its section 3.4. The key has
 * no other use and its certificate no other purpose; the clock is watched and nothing is stamped
 * while it cannot be trusted. A stamp costs no row: serial numbers come from blocks that are
 * written down and audited before the first of them is used, so every number that was ever given
 * out belongs to a block, a time and a key, and what a crash left unsaid is bounded by its block.
 */
@ApplicationModule(allowedDependencies = {"authority", "certificate", "key", "problem", "web"})
@NullMarked
package vn.antin.signing.timestamp;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
