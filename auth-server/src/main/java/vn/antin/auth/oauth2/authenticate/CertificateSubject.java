package vn.antin.auth.oauth2.authenticate;

import java.net.InetAddress;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import vn.antin.auth.oauth2.client.ClientMetadata;

/**
 * Whether a certificate names the subject that a client with {@code tls_client_auth} has registered
 * (RFC 8705 §2.1.2): one distinguished name, or one alternative name of one kind.
 */
final class CertificateSubject {
  private static final String DISTINGUISHED_NAME = "tls_client_auth_subject_dn";

  /** Attribute types that Java does not know by a name. */
  private static final Map<String, String> ATTRIBUTES =
      Map.of(
          "EMAIL", "1.2.840.113549.1.9.1",
          "E", "1.2.840.113549.1.9.1",
          "ORGANIZATIONIDENTIFIER", "2.5.4.97",
          "BUSINESSCATEGORY", "2.5.4.15",
          "JURISDICTIONC", "1.3.6.1.4.1.311.60.2.1.3",
          "POSTALCODE", "2.5.4.17",
          "TELEPHONENUMBER", "2.5.4.20");

  /** Kinds of alternative names by their number in RFC 5280 §4.2.1.6. */
  private enum Kind {
    EMAIL(1, "tls_client_auth_san_email"),
    DNS(2, "tls_client_auth_san_dns"),
    URI(6, "tls_client_auth_san_uri"),
    IP(7, "tls_client_auth_san_ip");

    private final int number;
    private final String member;

    Kind(int number, String member) {
      this.number = number;
      this.member = member;
    }

    boolean same(String expected, String found) {
      return switch (this) {
        case EMAIL, DNS -> expected.equalsIgnoreCase(found);
        case URI -> expected.equals(found);
        case IP -> sameAddress(expected, found);
      };
    }
  }

  private CertificateSubject() {}

  static boolean named(X509Certificate certificate, ClientMetadata registered) {
    String name = registered.text(DISTINGUISHED_NAME);
    List<Kind> kinds =
        List.of(Kind.values()).stream()
            .filter(kind -> registered.text(kind.member) != null)
            .toList();
    if (kinds.size() + (name == null ? 0 : 1) != 1) {
      return false;
    }
    return name == null
        ? alternative(
            certificate, kinds.getFirst(), String.valueOf(registered.text(kinds.getFirst().member)))
        : principal(name).filter(certificate.getSubjectX500Principal()::equals).isPresent();
  }

  private static Optional<X500Principal> principal(String name) {
    try {
      return Optional.of(new X500Principal(name, ATTRIBUTES));
    } catch (IllegalArgumentException notADistinguishedName) {
      return Optional.empty();
    }
  }

  private static boolean alternative(X509Certificate certificate, Kind kind, String expected) {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      return names != null
          && names.stream()
              .anyMatch(name ->
                  Integer.valueOf(kind.number).equals(name.get(0))
                      && name.get(1) instanceof String found
                      && kind.same(expected, found));
    } catch (CertificateParsingException e) {
      return false;
    }
  }

  private static boolean sameAddress(String expected, String found) {
    try {
      return InetAddress.ofLiteral(expected).equals(InetAddress.ofLiteral(found));
    } catch (IllegalArgumentException notAnAddress) {
      return false;
    }
  }
}
