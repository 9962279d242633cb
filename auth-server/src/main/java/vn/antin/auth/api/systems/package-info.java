/**
 * REST about the use of a system: to whose officials it is open, which roles it knows and who has
 * them.
 */
@NullMarked
package vn.antin.auth.api.systems;

import org.jspecify.annotations.NullMarked;
