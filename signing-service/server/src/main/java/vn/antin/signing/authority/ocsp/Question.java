package vn.antin.signing.authority.ocsp;

import java.io.IOException;
import java.io.Serial;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.Req;
import org.jspecify.annotations.Nullable;

/**
 * What was asked.
 *
 * @param nonce as it stood in the question
 */
record Question(List<CertificateID> certificates, @Nullable Extension nonce) {
  /** RFC 9654 §2.1. */
  private static final int LONGEST_NONCE = 128;

  Question {
    certificates = List.copyOf(certificates);
  }

  /** What cannot be read, or is more than is answered. */
  static final class Malformed extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    Malformed(String why) {
      super(why, null, false, false);
    }
  }

  static Question read(byte[] der, int most) throws Malformed {
    try {
      var request = new OCSPReq(der);
      var list = request.getRequestList();
      if (list.length == 0 || list.length > most) {
        throw new Malformed("1 to " + most + " certificates are asked about, here " + list.length);
      }
      for (var critical : request.getCriticalExtensionOIDs()) {
        if (!OCSPObjectIdentifiers.id_pkix_ocsp_nonce.equals(critical)) {
          throw new Malformed("unknown critical extension");
        }
      }
      var nonce = request.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
      if (nonce != null) {
        var length = ASN1OctetString.getInstance(nonce.getParsedValue()).getOctets().length;
        if (length == 0 || length > LONGEST_NONCE) {
          throw new Malformed("a nonce has 1 to " + LONGEST_NONCE + " octets");
        }
      }
      return new Question(Arrays.stream(list).map(Req::getCertID).toList(), nonce);
    } catch (IOException | RuntimeException e) { // readers of ASN.1 throw what they like
      throw new Malformed("no OCSP request");
    }
  }
}
