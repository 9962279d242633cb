/**
 * Applications as their administrators see them: REST at {@code /api/clients} and the command line.
 *
 * <p>Only a security administrator of a root of the tree may; that is asked by a statement in the
 * same transaction as the effect, which also keeps the role from being taken away meanwhile. What a
 * client may be is decided by the rules of registration. A new secret is told once. Everything is
 * audited with the names of what changed, never with values.
 */
@NamedInterface("administration")
@NullMarked
package vn.antin.auth.oauth2.administration;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
