package vn.antin.signing.authority.crl;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.cert.CertException;
import org.bouncycastle.cert.X509CRLEntryHolder;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import vn.antin.signing.authority.profile.Certifier;
import vn.antin.signing.authority.profile.StatusAddresses;

/** Writes lists of one authority (RFC 5280 §5). */
@SuppressWarnings("JavaUtilDate") // BouncyCastle takes no other type.
public final class CrlWriter {
  private final Certifier authority;
  private final StatusAddresses addresses;
  private final boolean root;

  /**
   * Lists of an authority.
   *
   * @param root whether it is a root, whose list is for its own certificate too: that names no
   *     distribution point, so the list must not be bound to one
   */
  public CrlWriter(Certifier authority, StatusAddresses addresses, boolean root) {
    this.authority = authority;
    this.addresses = addresses;
    this.root = root;
  }

  /**
   * A full list of a root whose key is elsewhere.
   *
   * @param lines serial number in hexadecimal, reason and moment, parted by blanks
   */
  public byte[] offline(
      List<String> lines,
      long number,
      Instant thisUpdate,
      Instant nextUpdate,
      ContentSigner signer) {
    var entries =
        lines.stream()
            .map(line -> line.split(" ", 3))
            .map(parts ->
                new Entry(
                    new BigInteger(parts[0], 16),
                    Integer.parseInt(parts[1]),
                    Instant.parse(parts[2])))
            .toList();
    return full(entries, number, thisUpdate, nextUpdate, signer, false);
  }

  byte[] full(
      List<Entry> entries,
      long number,
      Instant thisUpdate,
      Instant nextUpdate,
      ContentSigner signer,
      boolean withDelta) {
    var builder = builder(thisUpdate, nextUpdate, number);
    entries.forEach(each -> add(builder, each));
    if (withDelta) {
      extend(
          builder,
          Extension.freshestCRL,
          false,
          new CRLDistPoint(
              new DistributionPoint[] {
                new DistributionPoint(point(addresses.deltaCrl(authority.authority())), null, null)
              }));
    }
    return signed(builder, signer);
  }

  /** What changed since the base: entries that are new or other, and those that are gone. */
  byte[] delta(
      List<Entry> entries,
      byte[] base,
      long baseNumber,
      long number,
      Instant thisUpdate,
      Instant nextUpdate,
      ContentSigner signer) {
    var builder = builder(thisUpdate, nextUpdate, number);
    var before = read(base);
    for (var each : entries) {
      var reason = before.remove(each.serialNumber());
      if (reason == null || reason != each.reason()) {
        add(builder, each);
      }
    }
    before.forEach(
        (serial, _) -> builder.addCRLEntry(serial, Date.from(thisUpdate), CRLReason.removeFromCRL));
    extend(
        builder, Extension.deltaCRLIndicator, true, new CRLNumber(BigInteger.valueOf(baseNumber)));
    return signed(builder, signer);
  }

  private static Map<BigInteger, Integer> read(byte[] base) {
    try {
      var reasons = new HashMap<BigInteger, Integer>();
      for (var each : new X509CRLHolder(base).getRevokedCertificates()) {
        if (each instanceof X509CRLEntryHolder entry) {
          var reason = entry.getExtension(Extension.reasonCode);
          reasons.put(
              entry.getSerialNumber(),
              reason == null
                  ? CRLReason.unspecified
                  : CRLReason.getInstance(reason.getParsedValue()).getValue().intValue());
        }
      }
      return reasons;
    } catch (IOException e) {
      throw new IllegalStateException("a stored list cannot be read", e);
    }
  }

  private X509v2CRLBuilder builder(Instant thisUpdate, Instant nextUpdate, long number) {
    var builder = new X509v2CRLBuilder(authority.name(), Date.from(thisUpdate));
    builder.setNextUpdate(Date.from(nextUpdate));
    extend(
        builder,
        Extension.authorityKeyIdentifier,
        false,
        new AuthorityKeyIdentifier(authority.keyIdentifier()));
    extend(builder, Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(number)));
    if (!root) {
      extend(
          builder,
          Extension.issuingDistributionPoint,
          true,
          new IssuingDistributionPoint(
              point(addresses.crl(authority.authority())), false, false, null, false, false));
    }
    return builder;
  }

  private static DistributionPointName point(String url) {
    return new DistributionPointName(
        new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, url)));
  }

  private static void add(X509v2CRLBuilder builder, Entry entry) {
    builder.addCRLEntry(entry.serialNumber(), Date.from(entry.revokedAt()), entry.reason());
  }

  private static void extend(
      X509v2CRLBuilder builder, ASN1ObjectIdentifier id, boolean critical, ASN1Encodable value) {
    try {
      builder.addExtension(id, critical, value);
    } catch (IOException e) {
      throw new IllegalStateException("an extension could not be encoded", e);
    }
  }

  private byte[] signed(X509v2CRLBuilder builder, ContentSigner signer) {
    var list = builder.build(signer);
    try {
      if (!list.isSignatureValid(new JcaContentVerifierProviderBuilder().build(authority.key()))) {
        throw new IllegalStateException("the token's signature over a list is wrong");
      }
      return list.getEncoded();
    } catch (CertException | OperatorCreationException | IOException e) {
      throw new IllegalStateException("a list could not be checked", e);
    }
  }
}
