/**
 * The step of a login in which a code is typed: of an app, from a printed list. Counting, words and
 * page are the same for all; each kind says only whether a code is right.
 */
@NullMarked
package vn.antin.auth.login.code;

import org.jspecify.annotations.NullMarked;
