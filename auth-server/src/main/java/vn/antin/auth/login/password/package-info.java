/**
 * The password step, and the one place where a password is judged: the login page and the LDAP
 * gateway both ask {@link vn.antin.auth.login.password.Passwords}, which also counts failures.
 *
 * <p>A wrong password, an unknown name and a throttled account look alike and take the same time;
 * only the right password learns why it is refused.
 */
@NamedInterface("password")
@NullMarked
package vn.antin.auth.login.password;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
