package vn.antin.signing.authority.ceremony;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.PBEParameterSpec;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import vn.antin.signing.certificate.Certificates;

/**
 * A private key under a secret of 256 random bits: PKCS #8 (RFC 5958) with PBES2 (RFC 8018) and
 * AES-256, its passphrase the secret in hexadecimal digits, so that other programs open it too.
 */
final class SealedKey {
  static final int SECRET_LENGTH = 32;

  private static final String SCHEME = "PBEWithHmacSHA256AndAES_256";
  private static final String LABEL = "ENCRYPTED PRIVATE KEY";
  private static final Pattern PEM =
      Pattern.compile(
          "-----BEGIN " + LABEL + "-----\\s([A-Za-z0-9+/=\\s]+)-----END " + LABEL + "-----");

  /** Few: there is nothing to guess in 256 random bits. */
  private static final int ITERATIONS = 10_000;

  private static final int SALT = 16;

  private SealedKey() {}

  static String seal(PrivateKey key, byte[] secret) throws GeneralSecurityException, IOException {
    var random = new SecureRandom();
    var salt = new byte[SALT];
    var vector = new byte[SALT];
    random.nextBytes(salt);
    random.nextBytes(vector);
    var plain = key.getEncoded();
    try {
      var parameters = AlgorithmParameters.getInstance(SCHEME);
      parameters.init(new PBEParameterSpec(salt, ITERATIONS, new IvParameterSpec(vector)));
      var cipher = cipher(Cipher.ENCRYPT_MODE, secret, parameters);
      return Certificates.pem(
          LABEL,
          new EncryptedPrivateKeyInfo(
                  new AlgorithmIdentifier(
                      PKCSObjectIdentifiers.id_PBES2,
                      ASN1Primitive.fromByteArray(cipher.getParameters().getEncoded())),
                  cipher.doFinal(plain))
              .getEncoded(ASN1Encoding.DER));
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  /** The key in the text, of this family. */
  static PrivateKey open(String text, byte[] secret, String family)
      throws GeneralSecurityException, IOException {
    Matcher pem = PEM.matcher(text);
    if (!pem.find()) {
      throw new GeneralSecurityException("there is no sealed key");
    }
    var sealed = read(Base64.getMimeDecoder().decode(pem.group(1)));
    var parameters = AlgorithmParameters.getInstance(SCHEME);
    parameters.init(sealed.getEncryptionAlgorithm().getParameters().toASN1Primitive().getEncoded());
    var plain = cipher(Cipher.DECRYPT_MODE, secret, parameters).doFinal(sealed.getEncryptedData());
    try {
      return KeyFactory.getInstance(family).generatePrivate(new PKCS8EncodedKeySpec(plain));
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  private static EncryptedPrivateKeyInfo read(byte[] der) throws GeneralSecurityException {
    try {
      var sealed = EncryptedPrivateKeyInfo.getInstance(der);
      if (PKCSObjectIdentifiers.id_PBES2.equals(sealed.getEncryptionAlgorithm().getAlgorithm())) {
        return sealed;
      }
    } catch (IllegalArgumentException e) {
      throw new GeneralSecurityException("the sealed key cannot be read", e);
    }
    throw new GeneralSecurityException("the key is sealed in a way that is not known here");
  }

  private static Cipher cipher(int mode, byte[] secret, AlgorithmParameters parameters)
      throws GeneralSecurityException {
    var passphrase = passphrase(secret);
    var specification = new PBEKeySpec(passphrase);
    try {
      var key = SecretKeyFactory.getInstance(SCHEME).generateSecret(specification);
      var cipher = Cipher.getInstance(SCHEME);
      cipher.init(mode, key, parameters);
      return cipher;
    } finally {
      specification.clearPassword();
      Arrays.fill(passphrase, '\0');
    }
  }

  private static char[] passphrase(byte[] secret) {
    var digits = new char[secret.length * 2];
    for (int i = 0; i < secret.length; i++) {
      digits[2 * i] = HexFormat.of().toHighHexDigit(secret[i]);
      digits[2 * i + 1] = HexFormat.of().toLowHexDigit(secret[i]);
    }
    return digits;
  }
}
