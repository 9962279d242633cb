package vn.antin.signing.key;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.HexFormat;
import vn.antin.rootkey.RootKey;
import vn.antin.rootkey.RootKeyException;
import vn.antin.signing.token.KeyLabel;
import vn.antin.signing.token.WrapMechanism;
import vn.antin.signing.token.WrappedKey;

/**
 * Binds a key to its label, owner and public key, a resident one to its token, a wrapped one to its
 * mechanism and master key, so that whoever can write to the database cannot give one official
 * another's key. The binding is the root key's AES-256-GCM, not an HMAC in the token: the service
 * that checks it holds the token's PIN anyway, every token has it, and it costs no call.
 */
final class KeySeal {
  private static final byte[] NOTHING = {};

  private final RootKey rootKey;

  KeySeal(RootKey rootKey) {
    this.rootKey = rootKey;
  }

  byte[] seal(WrappedKey key, String owner) {
    byte[] vector = key.vector();
    byte[] blob = key.blob();
    byte[] content =
        ByteBuffer.allocate(1 + vector.length + blob.length)
            .put((byte) vector.length)
            .put(vector)
            .put(blob)
            .array();
    return rootKey.wrap(
        content, wrapped(key.label(), owner, key.publicKey(), key.mechanism(), key.master()));
  }

  byte[] sealResident(KeyLabel label, String owner, PublicKey publicKey, String token) {
    return rootKey.wrap(NOTHING, resident(label, owner, publicKey, token));
  }

  /**
   * Checks the row of a resident key.
   *
   * @throws RootKeyException when the row was changed, or sealed under another root key
   */
  void checkResident(
      byte[] sealed, KeyLabel label, String owner, PublicKey publicKey, String token) {
    rootKey.unwrap(sealed, resident(label, owner, publicKey, token));
  }

  /**
   * Opens what was sealed.
   *
   * @throws RootKeyException when the row was changed, or sealed under another root key
   */
  WrappedKey open(
      byte[] sealed,
      KeyLabel label,
      String owner,
      PublicKey publicKey,
      WrapMechanism mechanism,
      String master) {
    byte[] content = rootKey.unwrap(sealed, wrapped(label, owner, publicKey, mechanism, master));
    int vector = 1 + content[0];
    return new WrappedKey(
        label,
        publicKey,
        mechanism,
        master,
        Arrays.copyOfRange(content, 1, vector),
        Arrays.copyOfRange(content, vector, content.length));
  }

  private static String wrapped(
      KeyLabel label, String owner, PublicKey publicKey, WrapMechanism mechanism, String master) {
    return context("wrapped-key", label, owner, publicKey, mechanism.name(), master);
  }

  private static String resident(KeyLabel label, String owner, PublicKey publicKey, String token) {
    return context("resident-key", label, owner, publicKey, token);
  }

  private static String context(
      String what, KeyLabel label, String owner, PublicKey publicKey, String... more) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(publicKey.getEncoded());
      return String.join(
          "\n",
          what,
          label.value(),
          owner,
          HexFormat.of().formatHex(hash),
          String.join("\n", more));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK lacks SHA-256", e);
    }
  }
}
