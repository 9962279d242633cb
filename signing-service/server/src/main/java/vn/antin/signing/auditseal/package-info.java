/**
 * Seals audit logs: this service's own, and the roots that auth-server sends.
 *
 * <p>The key {@code audit-seal} signs nothing but 32-byte roots. Its use is recorded in the seal
 * and not in the log, or each seal would cause the next. Also the place where the log itself is
 * configured: rows join the transaction of what they speak of.
 */
@ApplicationModule(allowedDependencies = {"key", "problem", "web"})
@NullMarked
package vn.antin.signing.auditseal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
