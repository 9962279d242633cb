/**
 * What a directory entry means to us, whichever way it travels: the parts of a person's name, a
 * unit, a password that does not print itself. Neither side's wire format is known here.
 */
@NullMarked
package vn.antin.ldap.entry;

import org.jspecify.annotations.NullMarked;
