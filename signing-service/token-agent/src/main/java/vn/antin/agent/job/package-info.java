/**
 * What a server asks to have signed, and whether that may be believed: a job is a JWS (RFC 7515) of
 * a server that was pinned at installation, about bytes that are CMS signed attributes (RFC 5652
 * section 5.4) of the very digest and certificate that the job names. Whatever is not exactly so is
 * refused in words that can be shown.
 *
 * <p>Reads JSON and DER by itself: weak PCs of communes, nothing but the JDK.
 */
@NullMarked
package vn.antin.agent.job;

import org.jspecify.annotations.NullMarked;
