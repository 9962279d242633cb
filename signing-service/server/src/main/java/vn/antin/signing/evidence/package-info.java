/**
 * The evidence of a signature as one file that is judged without us: what the official agreed to
 * (from auth-server), how the hash was spent, the signer's certificate with what the responder said
 * of it that day, and proofs that both audit logs say the same. A USB token's value stands in the
 * place of an agreement, with the job that the token agent got.
 *
 * <p>For the application that asked and the official who approved. {@code docs/evidence.md}
 * describes the file; {@code ./antin evidence verify} judges it.
 */
@ApplicationModule(
    allowedDependencies = {"authserver", "certificate", "grant", "people", "problem", "web"})
@NullMarked
package vn.antin.signing.evidence;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
