/**
 * Keys that sign, wherever they live: in a PKCS#11 token (HSM, SoftHSM, USB token) or, for
 * development, in a folder of PKCS#12 files.
 *
 * <p>A token is foreign code that can hang, so every call runs on a small set of threads of its own
 * and a caller waits two seconds at most. What happened to a key is never guessed: a signature is
 * made, refused before the key was touched, or unknown. The jar needs nothing but the JDK, because
 * the desktop agent for weak PCs carries it.
 *
 * @see <a href="https://docs.oasis-open.org/pkcs11/pkcs11-base/v2.40/">PKCS #11 2.40</a>
 */
@NullMarked
package vn.antin.signing.token;

import org.jspecify.annotations.NullMarked;
