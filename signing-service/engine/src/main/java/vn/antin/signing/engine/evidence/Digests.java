package vn.antin.signing.engine.evidence;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.jspecify.annotations.Nullable;

/** The hash algorithms that evidence may rest on. */
enum Digests {
  SHA256("SHA-256", NISTObjectIdentifiers.id_sha256.getId()),
  SHA384("SHA-384", NISTObjectIdentifiers.id_sha384.getId()),
  SHA512("SHA-512", NISTObjectIdentifiers.id_sha512.getId()),
  SHA3_256("SHA3-256", NISTObjectIdentifiers.id_sha3_256.getId()),
  SHA3_384("SHA3-384", NISTObjectIdentifiers.id_sha3_384.getId()),
  SHA3_512("SHA3-512", NISTObjectIdentifiers.id_sha3_512.getId());

  private final String jcaName;
  private final String identifier;

  Digests(String jcaName, String identifier) {
    this.jcaName = jcaName;
    this.identifier = identifier;
  }

  static AlgorithmIdentifier identifier(String jcaName) {
    for (Digests each : values()) {
      if (each.jcaName.equals(jcaName)) {
        return new AlgorithmIdentifier(new ASN1ObjectIdentifier(each.identifier));
      }
    }
    throw new IllegalArgumentException("No evidence rests on " + jcaName);
  }

  /** Null when evidence does not rest on it. */
  static @Nullable String name(AlgorithmIdentifier identifier) {
    for (Digests each : values()) {
      if (each.identifier.equals(identifier.getAlgorithm().getId())) {
        return each.jcaName;
      }
    }
    return null;
  }
}
