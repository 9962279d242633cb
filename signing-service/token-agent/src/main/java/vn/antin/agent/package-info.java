/**
 * What runs on an official's PC, beside the USB token: so far a command that lists the certificates
 * of connected tokens, so that an administrator can register them. It speaks Vietnamese, needs only
 * the JDK and the token jar, and sends nothing anywhere.
 *
 * <p>Signing on the PC (a job pulled from signing-service) will live here too.
 */
@NullMarked
package vn.antin.agent;

import org.jspecify.annotations.NullMarked;
