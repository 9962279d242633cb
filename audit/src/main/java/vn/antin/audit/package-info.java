/**
 * The tamper-evident log: what happened is a row in the transaction that made it happen.
 *
 * <p>{@link vn.antin.audit.AuditLog} appends; {@link vn.antin.audit.AuditSealer} takes the
 * committed rows that no seal covers yet, builds a Merkle tree over them, chains its root to the
 * one before, sends the root outside the database and has it signed. Whoever later edits, deletes,
 * inserts or exchanges a sealed row, or cuts the end of the log, is found by {@code
 * vn.antin.audit.verify}.
 *
 * <p>Personal data lies beside the row and is covered by a salted commitment, so it can be erased
 * and the proof still holds. What is not protected: the seconds between a row's commit and its
 * seal.
 */
@NullMarked
package vn.antin.audit;

import org.jspecify.annotations.NullMarked;
