/** LDAP both ways: federation and gateway. */
@NullMarked
package vn.antin.ldap;

import org.jspecify.annotations.NullMarked;
