/**
 * The post in which an official with several works: asked for at login, remembered in the session,
 * changed at {@code /account/post}. What systems are told of it is not decided here.
 */
@NullMarked
package vn.antin.auth.login.post;

import org.jspecify.annotations.NullMarked;
