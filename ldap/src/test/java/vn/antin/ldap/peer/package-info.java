/** A real OpenLDAP server for tests; shared with auth-server, which tests logins against it. */
@NullMarked
package vn.antin.ldap.peer;

import org.jspecify.annotations.NullMarked;
