/** Tampering of every kind, by somebody who can switch all triggers off. */
@NullMarked
package vn.antin.audit.verify;

import org.jspecify.annotations.NullMarked;
