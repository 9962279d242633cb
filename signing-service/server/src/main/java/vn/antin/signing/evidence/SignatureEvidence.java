package vn.antin.signing.evidence;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One signature as the ledger has it.
 *
 * @param certificates the signer's and its issuers', nearest first, DER
 * @param request null for a hash that the application made
 * @param byTokenOf the official whose USB token signed; null when auth-server's approval did
 */
@SuppressWarnings("ArrayRecordComponent") // written into a file, never compared
record SignatureEvidence(
    UUID grant,
    @Nullable UUID request,
    UUID credential,
    byte[] hash,
    Instant at,
    byte @Nullable [] signedHash,
    byte @Nullable [] value,
    @Nullable UUID byTokenOf,
    byte[][] certificates) {}
