/**
 * What becomes of seals when a province reorganises its units.
 *
 * <p>A seal is one agency's and follows nobody: with the day its unit ends, {@code certificate} and
 * {@code grant} refuse its use, while the records clerk keeps it and what was sealed stays valid.
 * Here a request for the successor's seal is drafted for each seal that stopped, and the requests
 * that the stopped seal had not signed yet are listed for an administrator to decide: withdrawn, or
 * to be made again for the successor's seal. Both lists hold only what lies within the units that
 * the caller's token names; a decision needs, besides, that the read copy shows the caller as
 * security or unit administrator over the unit now.
 */
@ApplicationModule(allowedDependencies = {"certificate", "people", "problem", "web"})
@NullMarked
package vn.antin.signing.succession;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
