package vn.antin.signing.token;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.antin.signing.token.SigningOutcome.Reason;
import vn.antin.signing.token.TokenException.Fault;

/**
 * A private key in memory with its certificates.
 *
 * @param chain the leaf first; a placeholder stands for a certificate that is still to come
 */
record SoftwareKey(PrivateKey key, List<X509Certificate> chain) {

  SoftwareKey {
    chain = List.copyOf(chain);
  }

  /**
   * All keys of a PKCS#12 file by their aliases, in its order.
   *
   * @throws TokenException PIN_REFUSED when the password does not open it, else UNAVAILABLE
   */
  static Map<String, SoftwareKey> in(Path file, TokenSecret password) {
    Map<String, SoftwareKey> keys = new LinkedHashMap<>();
    char[] revealed = password.reveal();
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, revealed);
      for (String alias : Collections.list(store.aliases())) {
        Certificate[] chain = store.getCertificateChain(alias);
        if (chain != null && store.getKey(alias, revealed) instanceof PrivateKey key) {
          keys.put(alias, new SoftwareKey(key, certificates(chain)));
        }
      }
      return keys;
    } catch (IOException e) {
      boolean wrong = e.getCause() instanceof UnrecoverableKeyException;
      throw new TokenException(
          wrong ? Fault.PIN_REFUSED : Fault.UNAVAILABLE,
          wrong ? "The password does not open " + file : "Cannot read " + file,
          e);
    } catch (GeneralSecurityException e) {
      throw new TokenException(Fault.UNAVAILABLE, "Cannot read " + file, e);
    } finally {
      Arrays.fill(revealed, '\0');
    }
  }

  private static List<X509Certificate> certificates(Certificate[] chain) {
    List<X509Certificate> certificates = new ArrayList<>();
    for (Certificate certificate : chain) {
      certificates.add((X509Certificate) certificate);
    }
    return certificates;
  }

  /** What the JDK does with keys in memory. */
  static TokenCapabilities capabilities() {
    Set<KeyKind> kinds = EnumSet.allOf(KeyKind.class);
    Set<SigningAlgorithm> algorithms = EnumSet.allOf(SigningAlgorithm.class);
    if (!SigningAlgorithm.experimental()) {
      kinds.remove(KeyKind.ML_DSA_65);
      algorithms.remove(SigningAlgorithm.ML_DSA_65);
    }
    return TokenCapabilities.software(kinds, algorithms);
  }

  PublicKey publicKey() {
    return chain.getFirst().getPublicKey();
  }

  TokenKey described(KeyLabel label) {
    Set<SigningAlgorithm> able = EnumSet.allOf(SigningAlgorithm.class);
    able.removeIf(algorithm -> !algorithm.fits(publicKey()));
    return new TokenKey(
        label, publicKey(), PlaceholderCertificate.is(chain.getFirst()) ? List.of() : chain, able);
  }

  private byte[] sign(SigningAlgorithm algorithm, byte[] bytes) throws GeneralSecurityException {
    Signature signer = algorithm.signature();
    signer.initSign(key);
    signer.update(bytes);
    return signer.sign();
  }

  SigningOutcome sign(KeyLabel label, SigningAlgorithm algorithm, SigningInput input) {
    if (!algorithm.fits(publicKey()) || !input.fits(algorithm)) {
      return new SigningOutcome.Refused(
          Reason.ALGORITHM_NOT_SUPPORTED, "Key " + label + " does not do " + algorithm);
    }
    try {
      return new SigningOutcome.Signed(
          new SignatureValue(
              input.hashed()
                  ? DigestSignature.sign(algorithm, key, publicKey(), input.bytes())
                  : sign(algorithm, input.bytes())));
    } catch (GeneralSecurityException e) {
      return new SigningOutcome.Refused(Reason.UNAVAILABLE, "Signing failed: " + e.getMessage());
    }
  }
}
