package vn.antin.signing.authority.profile;

import java.util.Collection;
import org.bouncycastle.asn1.x509.KeyUsage;

/** A bit of the key usage extension (RFC 5280 §4.2.1.3). */
public enum KeyUse {
  DIGITAL_SIGNATURE(KeyUsage.digitalSignature),
  NON_REPUDIATION(KeyUsage.nonRepudiation),
  KEY_ENCIPHERMENT(KeyUsage.keyEncipherment),
  KEY_AGREEMENT(KeyUsage.keyAgreement),
  KEY_CERT_SIGN(KeyUsage.keyCertSign),
  CRL_SIGN(KeyUsage.cRLSign);

  private final int bit;

  KeyUse(int bit) {
    this.bit = bit;
  }

  /** The bits of all of these. */
  public static int bits(Collection<KeyUse> uses) {
    return uses.stream().mapToInt(use -> use.bit).reduce(0, (a, b) -> a | b);
  }
}
