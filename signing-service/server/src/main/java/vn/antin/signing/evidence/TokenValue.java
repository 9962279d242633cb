package vn.antin.signing.evidence;

import org.jspecify.annotations.Nullable;

/**
 * What a USB token made.
 *
 * @param jws the job as the token agent got it; null when another program signed
 * @param signedAttributes what the key signed; null when the job says it
 */
@SuppressWarnings("ArrayRecordComponent") // written into a file, never compared
record TokenValue(byte[] value, @Nullable String jws, byte @Nullable [] signedAttributes) {}
