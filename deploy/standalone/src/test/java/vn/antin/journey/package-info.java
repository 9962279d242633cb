/**
 * Journeys of an official and of a system through the whole house, as they happen: in Chromium, and
 * by plain HTTP as {@code docs/quickstart.md} tells them. One house, started by {@code ./antin up}
 * on ports of its own, serves all of them.
 */
@NullMarked
package vn.antin.journey;

import org.jspecify.annotations.NullMarked;
