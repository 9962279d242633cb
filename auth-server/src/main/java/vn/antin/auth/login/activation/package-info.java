/**
 * The first password of an account: a one-time link, good for 24 hours, leads to a page where the
 * official chooses it. Also the command that makes an installation's first administrator, since a
 * production start makes no account and no default password.
 */
@NamedInterface("activation")
@NullMarked
package vn.antin.auth.login.activation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
