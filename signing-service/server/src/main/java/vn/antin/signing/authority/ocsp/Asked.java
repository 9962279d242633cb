package vn.antin.signing.authority.ocsp;

import java.io.IOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.ocsp.CertificateID;
import vn.antin.signing.authority.Ca;

/** Finds the authority that a question means: by hashes of its name and key. Immutable. */
final class Asked {
  private static final List<ASN1ObjectIdentifier> HASHES =
      List.of(OIWObjectIdentifiers.idSHA1, NISTObjectIdentifiers.id_sha256);

  @SuppressWarnings("ArrayRecordComponent") // compared by content where it matters
  private record Print(ASN1ObjectIdentifier hash, byte[] name, byte[] key, Ca authority) {}

  private final List<Print> prints;

  Asked(List<Ca> authorities) {
    prints =
        authorities.stream()
            .filter(each -> !each.root() && each.key() != null)
            .flatMap(each -> HASHES.stream().map(hash -> print(each, hash)))
            .toList();
  }

  Optional<Ca> authority(CertificateID id) {
    return prints.stream()
        .filter(print ->
            print.hash().equals(id.getHashAlgOID())
                && Arrays.equals(print.name(), id.getIssuerNameHash())
                && Arrays.equals(print.key(), id.getIssuerKeyHash()))
        .findFirst()
        .map(Print::authority);
  }

  /**
   * Every name of a certificate that a question may have, the usual one first (RFC 5019 §2.1.1):
   * some programs look at the first alone.
   */
  List<CertificateID> names(String authority, BigInteger serialNumber) {
    return prints.stream()
        .filter(print -> print.authority().name().equals(authority))
        .map(print ->
            new CertificateID(
                new CertID(
                    new AlgorithmIdentifier(print.hash(), DERNull.INSTANCE),
                    new DEROctetString(print.name()),
                    new DEROctetString(print.key()),
                    new ASN1Integer(serialNumber))))
        .toList();
  }

  private static Print print(Ca authority, ASN1ObjectIdentifier hash) {
    var key = SubjectPublicKeyInfo.getInstance(authority.certificate().getPublicKey().getEncoded());
    try {
      return new Print(
          hash,
          digest(hash, authority.certifier().name().getEncoded("DER")),
          digest(hash, key.getPublicKeyData().getOctets()),
          authority);
    } catch (IOException e) {
      throw new IllegalStateException("a name could not be encoded", e);
    }
  }

  private static byte[] digest(ASN1ObjectIdentifier hash, byte[] bytes) {
    try {
      return MessageDigest.getInstance(
              hash.equals(OIWObjectIdentifiers.idSHA1) ? "SHA-1" : "SHA-256")
          .digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the JDK lacks a digest", e);
    }
  }
}
