/**
 * The OCSP responder: answers about every certificate in force are made ahead and stored; a
 * question costs one row. What cannot be ready beforehand (a nonce, another hash than SHA-1,
 * several questions at once, a serial number nobody gave) is signed at once, within a bound.
 *
 * <p>Answers are signed by a delegated key whose short-lived certificate nobody needs to check,
 * replaced at half of its life. Its use is written down once for a batch before and after, and for
 * answers signed at once as a count each minute: a row for each would let anybody fill the log. A
 * change of status deletes the stored answer in its own transaction, and an answer is stored only
 * while nobody is changing the status it tells.
 *
 * <p>RFC 6960, RFC 5019, RFC 9654. The questions come in front of everything else, because base64
 * in an address is nothing that a web framework lets through.
 */
@NullMarked
package vn.antin.signing.authority.ocsp;

import org.jspecify.annotations.NullMarked;
