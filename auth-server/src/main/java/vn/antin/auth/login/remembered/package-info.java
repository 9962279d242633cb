/**
 * The browsers that officials have logged in with, each known by a cookie of its own of which only
 * the SHA-256 is kept. A known browser has its own bucket in the throttle, an unknown one is told
 * to the official, and a trusted one may stand in for the second factor where the policy allows.
 */
@NamedInterface("remembered")
@NullMarked
package vn.antin.auth.login.remembered;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
