package vn.antin.signing.agent;

import java.security.PublicKey;
import java.util.UUID;
import vn.antin.signing.token.KeyLabel;

/**
 * A key that signs jobs, or will.
 *
 * @param thumbprint RFC 7638, SHA-256 in base64url; its {@code kid}
 */
record JobKey(UUID id, KeyLabel label, PublicKey publicKey, String thumbprint) {}
