/**
 * Time-stamps from outside: what proves when a signature existed.
 *
 * <p>RFC 3161 with RFC 5816 (signing-certificate-v2), over HTTP; answers are checked as section 2.2
 * and 2.4.2 ask before anybody sees them. Nothing here talks to a network but {@link
 * vn.antin.signing.engine.timestamp.TimeStampClient}.
 */
@NullMarked
package vn.antin.signing.engine.timestamp;

import org.jspecify.annotations.NullMarked;
