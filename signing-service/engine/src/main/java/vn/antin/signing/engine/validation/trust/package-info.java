/**
 * Whom an installation trusts: domains of authorities with their anchors (RFC 5280 section 6.1.1),
 * pinned by the caller or read from folders that an operator keeps. Nothing in a document and
 * nothing from a network adds to them.
 */
@NullMarked
package vn.antin.signing.engine.validation.trust;

import org.jspecify.annotations.NullMarked;
