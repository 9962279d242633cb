/**
 * The root's ceremony, on a machine that needs no network and no service: makes the root, signs the
 * issuing authority's request, makes the root's revocation list. Profiles and rules are those of
 * the service.
 *
 * <p>Everything the root ever did lies in one folder, to be kept like the key itself: the key in a
 * PKCS#12 file under a passphrase, its certificate, each certificate it signed, the number of its
 * last list, what it took back, and a record of every act.
 */
@NullMarked
package vn.antin.signing.authority.ceremony;

import org.jspecify.annotations.NullMarked;
