/** OAuth2 and OpenID Connect provider; accounts, sessions, approvals. */
@NullMarked
package vn.antin.auth;

import org.jspecify.annotations.NullMarked;
