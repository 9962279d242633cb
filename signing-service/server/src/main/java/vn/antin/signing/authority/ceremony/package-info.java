/**
 * The root's ceremony, on a machine that needs no network and no service: makes the root, signs the
 * issuing authority's request, makes the root's revocation list. Profiles and rules are those of
 * the service.
 *
 * <p>The key is kept by operators, some number of whom bring it back, as a master key is ({@link
 * vn.antin.signing.token.ceremony}): their shares are of a secret under which the key is sealed, so
 * that neither the folder nor the shares alone are the root.
 *
 * <p>Everything the root ever did lies in one folder: the sealed key below the signed record of who
 * holds a share, its certificate, each certificate it signed, its last list, what it took back, and
 * a record of every act.
 */
@NullMarked
package vn.antin.signing.authority.ceremony;

import org.jspecify.annotations.NullMarked;
