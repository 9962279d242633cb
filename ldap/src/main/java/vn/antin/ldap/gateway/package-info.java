/**
 * Ấn Tín's accounts as a read-only LDAP directory, for applications that speak nothing newer: bind,
 * search, compare, StartTLS, Who Am I?, root DSE and subschema (RFC 4511–4519, 4532, paged results
 * RFC 2696). Officials are {@code uid=…,ou=people}, units are {@code ou=…,ou=units}.
 *
 * <p>The connection loop is ours and the encoding is UnboundID's: every message is framed, bounded
 * and checked for nesting before a decoder sees it, and nothing is read ahead of a StartTLS. What
 * is asked reaches the application only as a {@link vn.antin.ldap.gateway.Condition}, a closed
 * model that it turns into SQL; passwords are checked, counted and audited by the application
 * behind {@link vn.antin.ldap.gateway.AccountsPort}.
 */
@NullMarked
package vn.antin.ldap.gateway;

import org.jspecify.annotations.NullMarked;
