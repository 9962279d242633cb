/**
 * What units and systems want of a login, for those who may say so; see {@link
 * vn.antin.auth.login.policy}.
 */
@NullMarked
package vn.antin.auth.api.policy;

import org.jspecify.annotations.NullMarked;
