/**
 * What a certificate of each kind contains, as data: {@code antin.authority.profiles.*}, with the
 * house's own in {@code authority-profiles.yml}.
 *
 * <p>Profiles are configuration because they are reviewed, carried to every node and rolled back
 * with the rest of it; what a table adds is memory: each version that ever issued is kept with its
 * text and named by the certificates it issued. Nothing here touches a key or the database.
 *
 * <p>RFC 5280, RFC 3161 §2.3, RFC 6960 §4.2.2.2, ETSI EN 319 412-5.
 */
@NullMarked
package vn.antin.signing.authority.profile;

import org.jspecify.annotations.NullMarked;
