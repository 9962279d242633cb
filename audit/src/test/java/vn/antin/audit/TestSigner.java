package vn.antin.audit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Objects;
import vn.antin.audit.proof.RootSignature;

/** Signs with a key and certificate made by keytool once; can be down, or answer wrongly. */
public final class TestSigner implements RootSigner {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private final PrivateKey key;
  private final byte[] certificate;

  public volatile boolean down;
  public volatile boolean answersWrongly;
  public volatile int asked;

  private TestSigner(String alias) {
    try (InputStream file =
        Objects.requireNonNull(TestSigner.class.getResourceAsStream("/audit/signers.p12"))) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(new ByteArrayInputStream(file.readAllBytes()), PASSWORD);
      key = (PrivateKey) store.getKey(alias, PASSWORD);
      certificate = store.getCertificate(alias).getEncoded();
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The key for seals. */
  public static TestSigner genuine() {
    return new TestSigner("audit-seal");
  }

  /** A key that somebody else made, RSA. */
  public static TestSigner foreign() {
    return new TestSigner("foreign");
  }

  public byte[] certificate() {
    return certificate.clone();
  }

  @Override
  public synchronized RootSignature sign(byte[] root) {
    asked++;
    if (down) {
      throw new IllegalStateException("connection refused");
    }
    try {
      Signature signature =
          Signature.getInstance(
              key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA");
      signature.initSign(key);
      signature.update(answersWrongly ? new byte[32] : root);
      return new RootSignature(signature.sign(), certificate);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
