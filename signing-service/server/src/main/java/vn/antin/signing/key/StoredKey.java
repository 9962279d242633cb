package vn.antin.signing.key;

import java.security.PublicKey;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.token.KeyLabel;
import vn.antin.signing.token.WrappedKey;

/**
 * What the database knows of a private key.
 *
 * @param token serial number of the token in which a resident key was made
 * @param wrapped the key itself, when it rests here
 */
record StoredKey(
    KeyLabel label,
    Residence residence,
    String owner,
    @Nullable String token,
    PublicKey publicKey,
    @Nullable WrappedKey wrapped) {}
