/** Prepares, completes and validates signatures; a plain library. */
@NullMarked
package vn.antin.signing.engine;

import org.jspecify.annotations.NullMarked;
