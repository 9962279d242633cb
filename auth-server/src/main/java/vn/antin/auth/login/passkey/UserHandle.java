package vn.antin.auth.login.passkey;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Base64;
import vn.antin.auth.account.AccountId;

/** The account id as authenticators keep it (WebAuthn §5.4.3): random, and it names nobody. */
@SuppressWarnings("ArrayRecordComponent") // compared by its bytes below
record UserHandle(byte[] bytes) {
  static UserHandle of(AccountId account) {
    return new UserHandle(
        ByteBuffer.allocate(Long.BYTES * 2)
            .putLong(account.value().getMostSignificantBits())
            .putLong(account.value().getLeastSignificantBits())
            .array());
  }

  String encoded() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  boolean matches(byte[] other) {
    return MessageDigest.isEqual(bytes, other);
  }
}
