/**
 * What the law asks of an issued document, on the file itself (Decree 30/2020/NĐ-CP, Art. 5, 13 and
 * 32): fields for number and date are laid before the leader signs, and filled in after; the seal
 * comes only on a signature of a competent person that holds.
 *
 * <p>Whether it holds is found by validating the file as it stands, in the child process of the
 * public check. Who is competent is read from the copy of people for the instant of signing, which
 * is known from our own ledger or a trusted time-stamp; a time that only the signer claims proves
 * nothing, and today counts.
 */
@ApplicationModule(
    allowedDependencies = {"certificate", "document", "image", "people", "problem", "validation"})
@NullMarked
package vn.antin.signing.issuance;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
