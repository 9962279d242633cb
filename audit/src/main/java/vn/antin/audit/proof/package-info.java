/**
 * What a seal proves, without a database: hashes of rows, commitments to personal data, the Merkle
 * tree (RFC 9162 §2.1, SHA-256), the chain of roots, inclusion proofs. Pure functions over bytes,
 * so that a court's expert can repeat them from the description in {@code docs/audit.md}.
 */
@NullMarked
package vn.antin.audit.proof;

import org.jspecify.annotations.NullMarked;
