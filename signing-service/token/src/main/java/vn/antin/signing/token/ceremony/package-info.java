/**
 * The key ceremony: a master key is made from chance, split into shares of which some number brings
 * it back (Shamir), and entered into each token. What was done is printed as a record that the
 * token signs.
 *
 * <p>Shares rather than components of which all are needed: an operator who is ill must not end the
 * use of every official's key. Entering rather than making inside: a second token must come to hold
 * the same key, and only a vendor's own tool clones one that never left.
 *
 * @see <a href="https://doi.org/10.1145/359168.359176">Shamir, How to share a secret</a>
 */
@NullMarked
package vn.antin.signing.token.ceremony;

import org.jspecify.annotations.NullMarked;
