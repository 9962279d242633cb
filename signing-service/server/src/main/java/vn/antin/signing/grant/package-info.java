/**
 * Approvals and how they are spent, each hash once.
 *
 * <p>auth-server owns approval; this package owns spending. The token that stands for an approval
 * is introspected (RFC 7662) at every call, and without an answer nothing is signed. At the first
 * sight of a grant it is stored with one row per hash; a call is accepted by one statement that
 * moves all the hashes it names from {@code approved} to {@code reserved}, or none. {@code signing}
 * is committed before the key is touched; a hash ends as {@code signed} or {@code unknown}. What a
 * dead node left {@code reserved} is finished without asking again, because its key was certainly
 * not used; what it left {@code signing} becomes {@code unknown} and is never repeated by itself: a
 * person ends it as {@code signed}, with proof, or {@code closed}.
 */
@ApplicationModule(
    allowedDependencies = {"authserver", "bind", "certificate", "document", "people", "problem"})
@NullMarked
package vn.antin.signing.grant;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
