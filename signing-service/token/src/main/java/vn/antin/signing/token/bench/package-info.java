/** The measurement behind {@code ./antin bench keys}: what a token signs in a second. */
@NullMarked
package vn.antin.signing.token.bench;

import org.jspecify.annotations.NullMarked;
