/**
 * What a province, a unit or a system wants of a login: which factors count, how strong it has to
 * be, how long a session lasts. The nearest unit on the way up wins, setting by setting; of several
 * posts the strictest holds; a system may ask for more.
 *
 * <p>Levels after NIST SP 800-63B-4 §2, limits of sessions after its §5.
 */
@NamedInterface("policy")
@NullMarked
package vn.antin.auth.login.policy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
