package vn.antin.signing.engine.pades;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.Level;
import vn.antin.signing.engine.pdf.PdfFile;
import vn.antin.signing.engine.pdf.object.PdfBoolean;
import vn.antin.signing.engine.pdf.object.PdfDictionary;
import vn.antin.signing.engine.pdf.object.PdfNumber;
import vn.antin.signing.engine.pdf.object.PdfObject;
import vn.antin.signing.engine.pdf.object.PdfString;

/**
 * What the author of an empty signature field asks of its signature (ISO 32000-1 section 12.7.4.5,
 * tables 234 to 236). What is required and not met, or not understood, is a reason to refuse; what
 * is only wished is left.
 */
final class SeedValues {

  private static final int FILTER = 1;
  private static final int SUB_FILTER = 1 << 1;
  private static final int VERSION = 1 << 2;
  private static final int REASONS = 1 << 3;
  private static final int LEGAL_ATTESTATION = 1 << 4;
  private static final int REVOCATION_INFO = 1 << 5;
  private static final int DIGEST_METHOD = 1 << 6;
  private static final int LOCK_DOCUMENT = 1 << 7;
  private static final int APPEARANCE_FILTER = 1 << 8;

  private static final int SUBJECT = 1;
  private static final int ISSUER = 1 << 1;
  private static final int OTHER_OF_CERTIFICATE = (1 << 2) | (1 << 3) | (1 << 5) | (1 << 6);

  private final PdfFile file;
  private final PdfDictionary values;
  private final int required;

  SeedValues(PdfFile file, PdfDictionary field) {
    this.file = file;
    this.values = file.dictionary(field.get("SV"));
    this.required = flags(values);
  }

  /** The certification that the field is for; null when it says nothing or it is not for one. */
  @Nullable Certification certification() {
    int permission = mdp();
    return permission >= 1 && permission <= 3 ? Certification.of(permission) : null;
  }

  /** Which demand the signature does not meet; null when it meets all. */
  @Nullable String unmet(PadesRequest request, @Nullable Certification certification) {
    if (isRequired(FILTER, "Filter") && !file.name(values.get("Filter")).equals("Adobe.PPKLite")) {
      return "another signature handler";
    }
    if (isRequired(SUB_FILTER, "SubFilter")
        && !names("SubFilter").contains("ETSI.CAdES.detached")) {
      return "another form of signature: " + names("SubFilter");
    }
    if (isRequired(VERSION, "V") && file.number(values.get("V"), 1) > 3) {
      return "a newer version of seed values";
    }
    if (isRequired(REASONS, "Reasons") && !reasonFits(request.reason())) {
      return "one of its own reasons";
    }
    if (isRequired(DIGEST_METHOD, "DigestMethod")
        && !texts("DigestMethod")
            .contains(request.signer().algorithm().digest().replace("-", ""))) {
      return "another digest: " + texts("DigestMethod");
    }
    if (isRequired(LEGAL_ATTESTATION, "LegalAttestation")
        || isRequired(APPEARANCE_FILTER, "AppearanceFilter")) {
      return "a legal attestation or a named appearance";
    }
    if (isRequired(REVOCATION_INFO, "AddRevInfo") && isTrue("AddRevInfo")) {
      return "revocation data in the form of Adobe";
    }
    if (isRequired(LOCK_DOCUMENT, "LockDocument") && isTrue("LockDocument")) {
      return "that the document is locked";
    }
    return unmetOfOthers(request, certification);
  }

  private @Nullable String unmetOfOthers(
      PadesRequest request, @Nullable Certification certification) {
    int permission = mdp();
    if (permission == 0 && certification != null) {
      return "a signature that does not certify";
    }
    if (permission > 0 && (certification == null || certification.permission() != permission)) {
      return "a certification signature with P=" + permission;
    }
    PdfDictionary timeStamp = file.dictionary(values.get("TimeStamp"));
    if ((flags(timeStamp) & 1) != 0 && !request.level().atLeast(Level.B_T)) {
      return "a time-stamp";
    }
    return unmetOfCertificate(request.signer().chain());
  }

  private @Nullable String unmetOfCertificate(List<X509Certificate> chain) {
    PdfDictionary certificate = file.dictionary(values.get("Cert"));
    int demanded = flags(certificate);
    if ((demanded & SUBJECT) != 0
        && certificate.has("Subject")
        && !anyOf(certificate.get("Subject"), chain.subList(0, 1))) {
      return "another signer's certificate";
    }
    if ((demanded & ISSUER) != 0
        && certificate.has("Issuer")
        && !anyOf(certificate.get("Issuer"), chain)) {
      return "a certificate of another issuer";
    }
    if ((demanded & OTHER_OF_CERTIFICATE) != 0) {
      return "properties of the certificate that are not checked here";
    }
    return null;
  }

  private int mdp() {
    PdfObject mdp = values.get("MDP");
    return mdp == null ? -1 : (int) file.number(file.dictionary(mdp).get("P"), 0);
  }

  private boolean reasonFits(@Nullable String reason) {
    List<String> allowed = texts("Reasons");
    boolean noneAllowed = allowed.isEmpty() || allowed.equals(List.of("."));
    return noneAllowed ? reason == null : allowed.contains(Objects.requireNonNullElse(reason, ""));
  }

  private boolean anyOf(@Nullable PdfObject allowed, List<X509Certificate> certificates) {
    return file.array(allowed).stream()
        .map(file::resolve)
        .anyMatch(item ->
            item instanceof PdfString string
                && certificates.stream().anyMatch(c -> isEncoded(c, string.bytes())));
  }

  private static boolean isEncoded(X509Certificate certificate, byte[] bytes) {
    try {
      return Arrays.equals(certificate.getEncoded(), bytes);
    } catch (CertificateEncodingException e) {
      return false;
    }
  }

  private boolean isRequired(int flag, String name) {
    return (required & flag) != 0 && values.has(name);
  }

  private boolean isTrue(String name) {
    return file.resolve(values.get(name)) instanceof PdfBoolean(boolean value)
        ? value
        : file.name(values.get(name)).equals("true");
  }

  private List<String> names(String name) {
    return file.array(values.get(name)).stream().map(file::name).toList();
  }

  private List<String> texts(String name) {
    return file.array(values.get(name)).stream().map(file::text).toList();
  }

  private int flags(PdfDictionary dictionary) {
    return file.resolve(dictionary.get("Ff")) instanceof PdfNumber number ? number.intValue() : 0;
  }
}
