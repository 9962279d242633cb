package vn.antin.signing.authority.ceremony;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import vn.antin.signing.authority.ceremony.Ceremony.Refused;
import vn.antin.signing.certificate.Certificates;
import vn.antin.signing.token.ceremony.Operators;
import vn.antin.signing.token.ceremony.SignedRecord;

/**
 * A root whose key is at hand for one act.
 *
 * @param present lines of a record: the shares that brought the key
 */
record Root(RootFolder folder, X509Certificate certificate, PrivateKey key, String present) {
  static final String ALGORITHM = "SHA384withECDSA";
  static final String CURVE = "secp384r1";

  /** What {@link SignedRecord#algorithm} says of a key on a curve. */
  private static final String RECORDS = "SHA256withECDSA";

  static KeyPair newKey() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(CURVE));
    return generator.generateKeyPair();
  }

  /** Asks the operators for enough shares; those of before are good for nothing from then on. */
  static Root open(RootFolder folder, Operators operators)
      throws IOException, GeneralSecurityException, Refused {
    var sealed = folder.sealedKey();
    var certificate = folder.certificate();
    try (var quorum = operators.gather(folder.holders(certificate))) {
      var key = SealedKey.open(sealed, quorum.secret(), certificate.getPublicKey().getAlgorithm());
      var root = new Root(folder, certificate, key, quorum.text());
      var _ = root.signed(Instant.EPOCH, ""); // its key is that of the certificate, or this throws
      folder.forgetKeyBefore();
      return root;
    }
  }

  ContentSigner signer() {
    try {
      return new JcaContentSignerBuilder(ALGORITHM).build(key);
    } catch (OperatorCreationException e) {
      throw new IllegalStateException("the JDK lacks " + ALGORITHM, e);
    }
  }

  /** A record of a deed, signed by the root itself. */
  String signed(Instant when, String deed) throws GeneralSecurityException {
    var text =
        """
        time: %s
        root: %s, SHA-256 %s
        %s%ssigned with: %s
        """
            .formatted(
                when,
                certificate.getSubjectX500Principal(),
                Certificates.fingerprint(certificate),
                deed,
                present,
                SignedRecord.algorithm(certificate.getPublicKey()));
    var signature = Signature.getInstance(RECORDS);
    signature.initSign(key);
    signature.update(SignedRecord.bytes(text));
    var record = SignedRecord.of(text, signature.sign(), certificate.getPublicKey());
    if (SignedRecord.text(record, certificate.getPublicKey()).isEmpty()) {
      throw new GeneralSecurityException("the key is not that of the root's certificate");
    }
    return record;
  }

  @Override
  public String toString() {
    return "Root[" + certificate.getSubjectX500Principal() + "]";
  }
}
