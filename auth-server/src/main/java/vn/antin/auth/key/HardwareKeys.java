package vn.antin.auth.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.impl.ECDSA;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import vn.antin.auth.key.KeyProperties.Pkcs11;
import vn.antin.signing.token.KeyKind;
import vn.antin.signing.token.KeyLabel;
import vn.antin.signing.token.SigningAlgorithm;
import vn.antin.signing.token.SigningOutcome;
import vn.antin.signing.token.Token;
import vn.antin.signing.token.TokenException;
import vn.antin.signing.token.TokenLimits;
import vn.antin.signing.token.TokenSecret;

/** Keys in a PKCS#11 token, which they never leave; the handle is the key's label there. */
final class HardwareKeys implements KeyHolder, AutoCloseable {
  private static final int ES256_VALUE = 64;

  private final Token token;

  private HardwareKeys(Token token) {
    this.token = token;
  }

  static HardwareKeys open(Pkcs11 place) {
    return new HardwareKeys(
        Token.pkcs11(
            place.library(),
            place.label(),
            TokenSecret.read(place.pinFile()),
            TokenLimits.defaults()));
  }

  @Override
  public String column() {
    return "pkcs11";
  }

  @Override
  public boolean holds(TokenAlgorithm algorithm) {
    return switch (algorithm) {
      case ES256, RS256, PS256 -> true;
      case EDDSA, ML_DSA_65 -> false;
    };
  }

  @Override
  public Made make(TokenAlgorithm algorithm) {
    KeyLabel label = new KeyLabel("oauth2-" + UUID.randomUUID());
    try {
      return new Made(
          token.generate(label, kind(algorithm)).publicKey(),
          label.value().getBytes(StandardCharsets.US_ASCII));
    } catch (TokenException e) {
      throw new KeyUnavailableException(e.getMessage());
    }
  }

  @Override
  public SigningKey open(VerificationKey key, byte[] handle) {
    return new InToken(key.id(), key.algorithm(), label(handle), token);
  }

  @Override
  public void destroy(byte[] handle) {
    try {
      token.destroy(label(handle));
    } catch (TokenException e) {
      throw new KeyUnavailableException(e.getMessage());
    }
  }

  @Override
  public void close() {
    token.close();
  }

  private static KeyLabel label(byte[] handle) {
    return new KeyLabel(new String(handle, StandardCharsets.US_ASCII));
  }

  private static KeyKind kind(TokenAlgorithm algorithm) {
    return switch (algorithm) {
      case ES256 -> KeyKind.EC_P256;
      case RS256, PS256 -> KeyKind.RSA_2048;
      case EDDSA, ML_DSA_65 -> throw new IllegalArgumentException(algorithm.jose());
    };
  }

  private static SigningAlgorithm scheme(TokenAlgorithm algorithm) {
    return switch (algorithm) {
      case ES256 -> SigningAlgorithm.ECDSA_SHA256;
      case RS256 -> SigningAlgorithm.RSA_PKCS1_SHA256;
      case PS256 -> SigningAlgorithm.RSA_PSS_SHA256;
      case EDDSA, ML_DSA_65 -> throw new IllegalArgumentException(algorithm.jose());
    };
  }

  private record InToken(String id, TokenAlgorithm algorithm, KeyLabel label, Token token)
      implements SigningKey {
    @Override
    public byte[] sign(byte[] input) {
      return switch (token.sign(label, scheme(algorithm), input)) {
        case SigningOutcome.Signed(var value) ->
            algorithm == TokenAlgorithm.ES256 ? sideBySide(value.bytes()) : value.bytes();
        case SigningOutcome.Refused(var reason, var detail) ->
            throw new KeyUnavailableException(reason + ": " + detail);
        case SigningOutcome.Unknown(var detail) -> throw new KeyUnavailableException(detail);
      };
    }

    private static byte[] sideBySide(byte[] der) {
      try {
        return ECDSA.transcodeSignatureToConcat(der, ES256_VALUE);
      } catch (JOSEException e) {
        throw new IllegalStateException("expected an ECDSA value in DER form", e);
      }
    }
  }
}
