package vn.antin.signing.key;

import java.security.PublicKey;
import vn.antin.signing.token.KeyLabel;

/**
 * A key as whoever uses it knows it; what is stored of it must say the same.
 *
 * @param owner id of the official or unit it was made for
 * @param certified the public key in the certificate
 */
public record OwnedKey(KeyLabel label, String owner, PublicKey certified) {}
