package vn.antin.signing.agent;

import java.io.IOException;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;

/** What the engine laid out to be signed (RFC 5652 section 5.4). */
final class SignedAttributes {
  private SignedAttributes() {}

  /** The digest of the signed part of the document. */
  static byte[] messageDigest(byte[] bytesToSign) {
    try {
      for (var each : ASN1Set.getInstance(ASN1Primitive.fromByteArray(bytesToSign))) {
        var attribute = Attribute.getInstance(each);
        if (CMSAttributes.messageDigest.equals(attribute.getAttrType())) {
          return ASN1OctetString.getInstance(attribute.getAttrValues().getObjectAt(0)).getOctets();
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("signed attributes of our own cannot be read", e);
    }
    throw new IllegalStateException("signed attributes without a message digest");
  }
}
