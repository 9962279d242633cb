/**
 * LDAP both ways. {@code federation} checks passwords at a directory the province already runs
 * (OpenLDAP, Active Directory); {@code gateway} shows Ấn Tín's own accounts as a read-only
 * directory to applications that speak nothing newer. They meet only in {@code entry}. No Spring
 * here; the UnboundID SDK does the encoding and stays inside this jar.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4511">RFC 4511, the protocol</a>
 */
@NullMarked
package vn.antin.ldap;

import org.jspecify.annotations.NullMarked;
