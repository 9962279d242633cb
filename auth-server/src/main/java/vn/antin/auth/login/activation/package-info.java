/**
 * The one way to a first or new password: a one-time link or a code on paper leads to a page where
 * the official chooses it. Whoever gives it out never learns the password. Also the command that
 * makes an installation's first administrator, since a production start makes no account and no
 * default password.
 */
@NamedInterface("activation")
@NullMarked
package vn.antin.auth.login.activation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
