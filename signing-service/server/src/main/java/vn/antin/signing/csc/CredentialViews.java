package vn.antin.signing.csc;

import static java.time.ZoneOffset.UTC;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import javax.security.auth.x500.X500Principal;
import vn.antin.signing.certificate.Certificates;
import vn.antin.signing.certificate.Credential;
import vn.antin.signing.certificate.CredentialAbilities;
import vn.antin.signing.certificate.Holder;
import vn.antin.signing.key.KeyAbility;

/** Credentials as {@code credentials/list} and {@code credentials/info} tell them. */
final class CredentialViews {
  /** One approval covers at most so many hashes. */
  static final int MULTISIGN = 5000;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'", Locale.ROOT).withZone(UTC);

  private final CredentialAbilities abilities;
  private final InstantSource time;

  CredentialViews(CredentialAbilities abilities, InstantSource time) {
    this.abilities = abilities;
    this.time = time;
  }

  /** How much is asked for. */
  record Wanted(String certificates, boolean certInfo, boolean authInfo) {
    static Wanted of(Parameters parameters) {
      return new Wanted(
          parameters.word("certificates", "single", "none", "chain"),
          parameters.flag("certInfo"),
          parameters.flag("authInfo"));
    }
  }

  /** Whether the credential's key signs by this algorithm. */
  boolean does(Credential credential, String algorithm) {
    var ability = Objects.requireNonNull(abilities.of(List.of(credential)).get(credential.id()));
    return Algorithms.does(
        ability.algorithms(), credential.certificate().getPublicKey().getAlgorithm(), algorithm);
  }

  boolean usable(Credential credential) {
    return credential.usable(time.instant());
  }

  List<Map<String, Object>> of(List<Credential> credentials, Wanted wanted) {
    var able = abilities.of(credentials);
    return credentials.stream()
        .map(each -> view(each, Objects.requireNonNull(able.get(each.id())), wanted))
        .toList();
  }

  Map<String, Object> of(Credential credential, Wanted wanted) {
    return of(List.of(credential), wanted).getFirst();
  }

  private Map<String, Object> view(Credential credential, KeyAbility ability, Wanted wanted) {
    var view = new LinkedHashMap<String, Object>();
    view.put("signatureQualifier", qualifier(credential.holder()));
    view.put("key", key(credential, ability));
    view.put("cert", certificate(credential, wanted));
    if (wanted.authInfo()) {
      view.put("auth", Map.of("mode", "oauth2code"));
    }
    view.put("SCAL", "1");
    view.put("multisign", MULTISIGN);
    view.put("lang", "vi");
    return view;
  }

  /** Ours, not registered: a signature of public duty, by a person or by an agency's seal. */
  static String qualifier(Holder holder) {
    return switch (holder) {
      case Holder.Personal _ -> "vn_gov_cv";
      case Holder.Seal _ -> "vn_gov_cv_seal";
    };
  }

  private Map<String, Object> key(Credential credential, KeyAbility ability) {
    var key = new LinkedHashMap<String, Object>();
    var family = credential.certificate().getPublicKey().getAlgorithm();
    key.put("status", usable(credential) ? "enabled" : "disabled");
    key.put("algo", Algorithms.of(ability.algorithms(), family));
    var bits = ability.bits();
    key.put("len", bits == null ? 256 : bits);
    var curve = Algorithms.curve(ability.curve());
    if (curve != null) {
      key.put("curve", curve);
    }
    return key;
  }

  private Map<String, Object> certificate(Credential credential, Wanted wanted) {
    var view = new LinkedHashMap<String, Object>();
    var certificate = credential.certificate();
    view.put("status", status(credential));
    switch (wanted.certificates()) {
      case "single" -> view.put("certificates", encoded(List.of(certificate)));
      case "chain" -> {
        var chain = new ArrayList<X509Certificate>();
        chain.add(certificate);
        chain.addAll(credential.issuers());
        view.put("certificates", encoded(chain));
      }
      default -> {}
    }
    if (wanted.certInfo()) {
      view.put("issuerDN", certificate.getIssuerX500Principal().getName(X500Principal.RFC2253));
      view.put("serialNumber", credential.serialNumber());
      view.put("subjectDN", certificate.getSubjectX500Principal().getName(X500Principal.RFC2253));
      view.put("validFrom", time(credential.validFrom()));
      view.put("validTo", time(credential.validTo()));
    }
    return view;
  }

  /** The seal of an agency that has ended keeps a valid certificate; its key is disabled. */
  private String status(Credential credential) {
    var status = credential.status(time.instant());
    return status.equals("stopped") ? "valid" : status;
  }

  private static List<String> encoded(List<X509Certificate> certificates) {
    return certificates.stream()
        .map(each -> Base64.getEncoder().encodeToString(Certificates.encode(each)))
        .toList();
  }

  private static String time(Instant instant) {
    return TIME.format(instant);
  }
}
