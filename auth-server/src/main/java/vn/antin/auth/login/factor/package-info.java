/**
 * What the ways to prove an identity have in common, and how each plugs into the one dispatcher: a
 * factor shows its step, checks it, and reports a {@link vn.antin.auth.login.factor.Proof}; what
 * that is worth and what comes next is decided elsewhere, from the login's row.
 *
 * <p>Levels follow NIST SP 800-63B-4 (a memorised secret, two factors, phishing-resistant); methods
 * are named as RFC 8176 does.
 */
@NamedInterface("factor")
@NullMarked
package vn.antin.auth.login.factor;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
