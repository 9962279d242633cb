/**
 * What runs on an official's PC, beside the USB token: a command that lists the certificates of
 * connected tokens, and one that registers such a certificate with signing-service, proving that
 * its key is in the token. It speaks Vietnamese, needs only the JDK and the token jar, and sends
 * nothing before the person agreed.
 *
 * <p>Signing on the PC (a job pulled from signing-service) will live here too.
 */
@NullMarked
package vn.antin.agent;

import org.jspecify.annotations.NullMarked;
