package vn.antin.agent;

import java.io.PrintStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import vn.antin.agent.TokenReader.Content;
import vn.antin.signing.token.Pkcs11Library.ConnectedToken;
import vn.antin.signing.token.Pkcs11Library.TokenCertificate;

/** The three forms of the list. */
final class Printing {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.ROOT)
          .withZone(ZoneId.of("Asia/Ho_Chi_Minh"));

  /** Subjects of VGCA certificates carry several UID parts, such as CCCD and MST. */
  private static final Map<String, String> NAMES =
      Map.of("0.9.2342.19200300.100.1.1", "UID", "1.2.840.113549.1.9.1", "EMAILADDRESS");

  private Printing() {}

  static void text(PrintStream out, Content content) {
    ConnectedToken token = content.token();
    out.printf(
        "USB Token: %s (%s %s, số sê-ri %s)%n",
        token.label(), token.manufacturer(), token.model(), token.serialNumber());
    for (TokenCertificate entry : content.certificates()) {
      X509Certificate certificate = entry.certificate();
      out.printf("  Chứng thư số: %s%n", entry.label());
      out.printf("    Chủ thể:      %s%n", subject(certificate));
      out.printf("    Nơi cấp:      %s%n", issuer(certificate));
      out.printf("    Số hiệu:      %s%n", serial(certificate));
      out.printf(
          "    Hiệu lực:     %s - %s%n",
          DAY.format(from(certificate)), DAY.format(to(certificate)));
      out.printf("    Khóa:         %s%n", certificate.getPublicKey().getAlgorithm());
      out.printf("    SHA-256:      %s%n", fingerprint(certificate));
    }
  }

  static void pem(PrintStream out, Content content) {
    content.certificates().forEach(entry -> out.print(pem(entry.certificate())));
  }

  static String pem(X509Certificate certificate) {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded(certificate))
        + "\n-----END CERTIFICATE-----\n";
  }

  /** Whether it is for signatures and has not ended by then. */
  static boolean signs(X509Certificate certificate, Instant now) {
    boolean[] usage = certificate.getKeyUsage();
    return certificate.getBasicConstraints() < 0
        && (usage == null || usage[0] || usage[1])
        && now.isBefore(to(certificate));
  }

  static void json(PrintStream out, List<Content> contents) {
    out.println(
        contents.stream()
            .map(Printing::token)
            .collect(Collectors.joining(",", "{\"tokens\":[", "]}")));
  }

  private static String token(Content content) {
    ConnectedToken token = content.token();
    return object(
        "\"label\":" + quoted(token.label()),
        "\"manufacturer\":" + quoted(token.manufacturer()),
        "\"model\":" + quoted(token.model()),
        "\"serialNumber\":" + quoted(token.serialNumber()),
        content.certificates().stream()
            .map(Printing::certificate)
            .collect(Collectors.joining(",", "\"certificates\":[", "]")));
  }

  private static String certificate(TokenCertificate entry) {
    X509Certificate certificate = entry.certificate();
    return object(
        "\"label\":" + quoted(entry.label()),
        "\"subject\":" + quoted(subject(certificate)),
        "\"issuer\":" + quoted(issuer(certificate)),
        "\"serialNumber\":" + quoted(serial(certificate)),
        "\"validFrom\":" + quoted(from(certificate).toString()),
        "\"validTo\":" + quoted(to(certificate).toString()),
        "\"sha256\":" + quoted(fingerprint(certificate)),
        "\"certificate\":" + quoted(Base64.getEncoder().encodeToString(encoded(certificate))));
  }

  static String object(String... members) {
    return String.join(",", members).transform(text -> "{" + text + "}");
  }

  /** A JSON string (RFC 8259 section 7). */
  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < 0x20 || Character.isSurrogate(c)) {
        quoted.append("\\u%04x".formatted((int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  private static String subject(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().getName("RFC1779", NAMES);
  }

  private static String issuer(X509Certificate certificate) {
    return certificate.getIssuerX500Principal().getName("RFC1779", NAMES);
  }

  private static String serial(X509Certificate certificate) {
    return certificate.getSerialNumber().toString(16);
  }

  private static Instant from(X509Certificate certificate) {
    return certificate.getNotBefore().toInstant();
  }

  private static Instant to(X509Certificate certificate) {
    return certificate.getNotAfter().toInstant();
  }

  static String fingerprint(X509Certificate certificate) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(encoded(certificate)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  private static byte[] encoded(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("It was decoded before", e);
    }
  }
}
