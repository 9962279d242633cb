/**
 * Calls that may be made again when their answer was lost
 * (draft-ietf-httpapi-idempotency-key-header).
 *
 * <p>A call with an {@code Idempotency-Key} does its work once for its client and official, however
 * often and at whichever node it comes. That the call is under way is committed before its work
 * begins; its answer is kept, wrapped by the root key, for a day. Where one row is made, the answer
 * is kept in the transaction that makes it. Where keys are used, what a node has left behind is
 * answered from the ledger of approvals, which spends each hash once: nothing is ever signed anew.
 * Only success is kept. A refusal did nothing and is asked anew; after a failure the next call goes
 * on where the first one ended.
 */
@ApplicationModule(allowedDependencies = {"problem"})
@NullMarked
package vn.antin.signing.idempotency;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
