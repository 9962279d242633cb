/**
 * REST by which administrators begin the recovery of an official's account: {@code
 * /api/accounts/{id}/recovery}. No answer holds a password; a slip's code is given once, to the
 * administrator who began it.
 */
@NullMarked
package vn.antin.auth.api.recovery;

import org.jspecify.annotations.NullMarked;
