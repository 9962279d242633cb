/**
 * Gives holders certificates over keys made here: a first one, or one that takes another's place.
 *
 * <p>Every issuing is three steps: the intent and its audit row are committed; the key is made and
 * the authority asked; the outcome and its audit row are committed. An intent whose node went away
 * is reported as interrupted, its key destroyed and its certificate, if the authority signed one,
 * revoked; it is never repeated by itself.
 */
@NullMarked
package vn.antin.signing.certificate.issuance;

import org.jspecify.annotations.NullMarked;
