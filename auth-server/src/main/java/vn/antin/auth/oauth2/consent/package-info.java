/**
 * What officials have allowed systems that do not belong to the province: remembered, so that each
 * question is asked once, shown on the account page, and withdrawn there. OpenID Connect Core
 * §3.1.2.4 asks for it.
 */
@NullMarked
package vn.antin.auth.oauth2.consent;

import org.jspecify.annotations.NullMarked;
