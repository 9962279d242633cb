/**
 * The administrators' register of certificates: found by words and filters, each with its chain
 * (RFC 5280) and everything that happened to it. What lies outside the caller's units is never
 * read.
 */
@NullMarked
package vn.antin.signing.certificate.register;

import org.jspecify.annotations.NullMarked;
