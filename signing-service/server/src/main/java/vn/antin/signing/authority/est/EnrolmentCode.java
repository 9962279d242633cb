package vn.antin.signing.authority.est;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import vn.antin.signing.certificate.Certificates;

/**
 * What a server shows to get its first certificate: 24 characters of 5 random bits. Only its digest
 * is stored; {@link #reveal} is called for the answer that shows it.
 */
final class EnrolmentCode {
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Without letters that are taken for figures. */
  private static final String ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

  private static final int LENGTH = 24;
  private static final int GROUP = 4;

  private final String text;

  private EnrolmentCode(String text) {
    this.text = text;
  }

  static EnrolmentCode random() {
    var text = new StringBuilder();
    for (var i = 0; i < LENGTH; i++) {
      if (i > 0 && i % GROUP == 0) {
        text.append('-');
      }
      text.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return new EnrolmentCode(text.toString());
  }

  static EnrolmentCode of(String shown) {
    return new EnrolmentCode(shown);
  }

  byte[] sha256() {
    return Certificates.sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  String reveal() {
    return text;
  }

  @Override
  public String toString() {
    return "EnrolmentCode[…]";
  }
}
