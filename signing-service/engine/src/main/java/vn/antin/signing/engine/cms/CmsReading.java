package vn.antin.signing.engine.cms;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;

/**
 * Whose certificates a CMS signature rests on: what a later check has to prove.
 *
 * @param subjects the signers and the authorities of their time-stamps
 * @param certificates all that are embedded, also in the time-stamps
 * @param timeStamped whether a time-stamp over the signature value is in it
 */
public record CmsReading(
    Set<X509Certificate> subjects, Set<X509Certificate> certificates, boolean timeStamped) {

  private static final List<ASN1ObjectIdentifier> TIME_STAMPS =
      List.of(
          PKCSObjectIdentifiers.id_aa_signatureTimeStampToken,
          PKCSObjectIdentifiers.id_aa_ets_archiveTimestamp,
          new ASN1ObjectIdentifier("0.4.0.1733.2.4")); // archive-time-stamp-v3

  public CmsReading {
    subjects = Collections.unmodifiableSet(new LinkedHashSet<>(subjects));
    certificates = Collections.unmodifiableSet(new LinkedHashSet<>(certificates));
  }

  /** Reads a signature, also one padded with zeros; empty when it is no CMS or lacks its signer. */
  public static Optional<CmsReading> of(byte[] padded) {
    try (ASN1InputStream in = new ASN1InputStream(new ByteArrayInputStream(padded), true)) {
      Parts parts = new Parts(CertificateFactory.getInstance("X.509"));
      CMSSignedData data = new CMSSignedData(ContentInfo.getInstance(in.readObject()));
      parts.add(data);
      boolean stamped = parts.timeStamps > 0;
      return parts.subjects.isEmpty()
          ? Optional.empty()
          : Optional.of(new CmsReading(parts.subjects, parts.certificates, stamped));
    } catch (IOException
        | CMSException
        | CertificateException
        | IllegalArgumentException
        | IllegalStateException
        | NullPointerException
        | IndexOutOfBoundsException
        | ArithmeticException
        | ClassCastException
        | StackOverflowError e) {
      return Optional.empty(); // BouncyCastle throws all of these for what is not well formed
    }
  }

  /** Gathers what is in the signature and in its time-stamps. */
  private static final class Parts {

    private static final int DEEPEST = 4;

    private final CertificateFactory factory;
    private final Set<X509Certificate> subjects = new LinkedHashSet<>();
    private final Set<X509Certificate> certificates = new LinkedHashSet<>();
    private int timeStamps;
    private int depth;

    Parts(CertificateFactory factory) {
      this.factory = factory;
    }

    void add(CMSSignedData data) throws CMSException, CertificateException, IOException {
      Collection<X509CertificateHolder> embedded = data.getCertificates().getMatches(null);
      for (X509CertificateHolder holder : embedded) {
        certificates.add(certificate(holder));
      }
      for (SignerInformation signer : data.getSignerInfos().getSigners()) {
        for (X509CertificateHolder holder : embedded) {
          if (signer.getSID().match(holder)) {
            subjects.add(certificate(holder));
          }
        }
        if (signer.getUnsignedAttributes() != null && depth < DEEPEST) {
          depth++;
          addTimeStamps(signer);
          depth--;
        }
      }
    }

    private void addTimeStamps(SignerInformation signer)
        throws CMSException, CertificateException, IOException {
      for (ASN1ObjectIdentifier type : TIME_STAMPS) {
        ASN1EncodableVector attributes = signer.getUnsignedAttributes().getAll(type);
        for (int i = 0; i < attributes.size(); i++) {
          for (ASN1Encodable token :
              Attribute.getInstance(attributes.get(i)).getAttributeValues()) {
            timeStamps++;
            add(new CMSSignedData(ContentInfo.getInstance(token)));
          }
        }
      }
    }

    private X509Certificate certificate(X509CertificateHolder holder)
        throws CertificateException, IOException {
      return (X509Certificate)
          factory.generateCertificate(new ByteArrayInputStream(holder.getEncoded()));
    }
  }
}
