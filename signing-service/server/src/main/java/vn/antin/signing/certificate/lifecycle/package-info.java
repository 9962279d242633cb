/**
 * What ends a certificate's use before its time: suspension and revocation by administrators for
 * the reasons of Decree 68/2024/NĐ-CP Art. 17, suspension by itself when the holder leaves or no
 * longer holds the post it was issued for, and the report of certificates that no longer fit post
 * or unit.
 *
 * <p>Use is refused by the statements that reserve and begin a signature, which read the
 * credential's state; no cache stands between. Each change is one transaction with its audit row,
 * its line of history and its {@link vn.antin.signing.certificate.CredentialEnded}.
 *
 * <p>Revocation is for good, so the key goes as well: {@link
 * vn.antin.signing.certificate.lifecycle.EndedKeys}. These keys sign only, so nothing that was made
 * with them needs them again.
 */
@NullMarked
package vn.antin.signing.certificate.lifecycle;

import org.jspecify.annotations.NullMarked;
