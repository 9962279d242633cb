/**
 * REST about units, posts and who holds them, as they are and as they were on a day ({@code
 * ?asOf=}), and about plans of reorganisation. Every statement carries the caller's scope: what
 * lies outside answers 404 like what does not exist. Who is given a post or leaves it goes by the
 * endpoints about people.
 */
@NullMarked
package vn.antin.auth.api.units;

import org.jspecify.annotations.NullMarked;
