package vn.antin.agent.job;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import vn.antin.agent.job.DerReader.Part;

/**
 * The one thing that the agent lets a token sign: the signed attributes of a CMS signature (RFC
 * 5652 section 5.4) over content of type data, with the content's digest and the signer's
 * certificate (RFC 5035), each once, and nothing else. So no server can have a TLS handshake, a
 * login or a text signed.
 */
final class SignedAttributes {
  private static final byte[] CONTENT_TYPE = HexFormat.of().parseHex("2a864886f70d010903");
  private static final byte[] MESSAGE_DIGEST = HexFormat.of().parseHex("2a864886f70d010904");
  private static final byte[] SIGNING_CERTIFICATE_V2 =
      HexFormat.of().parseHex("2a864886f70d010910022f");
  private static final byte[] DATA = HexFormat.of().parseHex("2a864886f70d010701");

  private SignedAttributes() {}

  /**
   * Makes sure of it.
   *
   * @param contentDigest what must be the message digest
   * @param certificate SHA-256 of the certificate that must be named
   * @throws JobRefused when the bytes are anything else
   */
  static void check(byte[] bytes, byte[] contentDigest, byte[] certificate) throws JobRefused {
    List<Part> attributes = DerReader.read(bytes).parts(DerReader.SET);
    if (attributes.size() != 3
        || !same(value(attributes, CONTENT_TYPE).content(DerReader.OBJECT_IDENTIFIER), DATA)) {
      throw DerReader.refused();
    }
    if (!same(value(attributes, MESSAGE_DIGEST).content(DerReader.OCTET_STRING), contentDigest)) {
      throw new JobRefused("Dữ liệu cần ký không phải của văn bản trong danh sách; không ký.");
    }
    if (!same(certificate(value(attributes, SIGNING_CERTIFICATE_V2)), certificate)) {
      throw new JobRefused("Dữ liệu cần ký ghi một chứng thư số khác; không ký.");
    }
  }

  /** The single value of the single attribute of this type. */
  private static Part value(List<Part> attributes, byte[] type) throws JobRefused {
    Part found = null;
    for (Part attribute : attributes) {
      List<Part> parts = attribute.parts(DerReader.SEQUENCE);
      if (parts.size() == 2 && same(parts.getFirst().content(DerReader.OBJECT_IDENTIFIER), type)) {
        List<Part> values = parts.getLast().parts(DerReader.SET);
        if (found != null || values.size() != 1) {
          throw DerReader.refused();
        }
        found = values.getFirst();
      }
    }
    if (found == null) {
      throw DerReader.refused();
    }
    return found;
  }

  /**
   * SigningCertificateV2 → certs → the first → certHash; SHA-256 is the default and not written.
   */
  private static byte[] certificate(Part value) throws JobRefused {
    Part at = value;
    for (int depth = 0; depth < 3; depth++) {
      List<Part> parts = at.parts(DerReader.SEQUENCE);
      if (parts.isEmpty()) {
        throw DerReader.refused();
      }
      at = parts.getFirst();
    }
    return at.content(DerReader.OCTET_STRING);
  }

  private static boolean same(byte[] one, byte[] other) {
    return MessageDigest.isEqual(one, other);
  }
}
