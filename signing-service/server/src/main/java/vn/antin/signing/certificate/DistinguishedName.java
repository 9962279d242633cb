package vn.antin.signing.certificate;

import java.security.cert.X509Certificate;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;

/** Names of certificates as people read them (RFC 4514, with UID spelled out). */
public final class DistinguishedName {
  private static final Map<String, String> WORDS =
      Map.of("0.9.2342.19200300.100.1.1", "UID", "1.2.840.113549.1.9.1", "emailAddress");

  private DistinguishedName() {}

  public static String text(X500Principal name) {
    return name.getName(X500Principal.RFC1779, WORDS);
  }

  /** Whether a common name of the subject is this one, but for spaces, capitals and encoding. */
  public static boolean names(X509Certificate certificate, String name) {
    return Stream.of(
            X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded())
                .getRDNs(BCStyle.CN))
        .flatMap(each -> Stream.of(each.getTypesAndValues()))
        .filter(each -> BCStyle.CN.equals(each.getType()))
        .anyMatch(each ->
            each.getValue() instanceof ASN1String text
                && plain(text.getString()).equals(plain(name)));
  }

  private static String plain(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFC)
        .strip()
        .replaceAll("\\s+", " ")
        .toLowerCase(Locale.ROOT);
  }
}
