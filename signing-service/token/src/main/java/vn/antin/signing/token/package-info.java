/** Keys behind PKCS#11 and, for development, in PKCS#12 files. */
@NullMarked
package vn.antin.signing.token;

import org.jspecify.annotations.NullMarked;
