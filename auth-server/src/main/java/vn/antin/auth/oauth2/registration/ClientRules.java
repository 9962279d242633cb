package vn.antin.auth.oauth2.registration;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.antin.auth.oauth2.bind.Resources;
import vn.antin.auth.oauth2.client.ClientAuthentication;
import vn.antin.auth.oauth2.client.ClientKeys;
import vn.antin.auth.oauth2.client.ClientKind;
import vn.antin.auth.oauth2.client.ClientMetadata;
import vn.antin.auth.oauth2.client.ClientProfile;
import vn.antin.auth.oauth2.jose.JoseMetadata;

/**
 * Turns a metadata document (RFC 7591 §2 and the registry it opened) into what a client is, or says
 * what is wrong with it. The same rules hold for a client that registers itself and for one that an
 * administrator registers, who may do a few things more: addresses on the own machine, grants that
 * reach further, any scope, no consent page.
 */
@Component
public final class ClientRules {
  private static final int LONGEST_NAME = 200;
  private static final int YEAR = 31_536_000;
  private static final Set<String> APPLICATION_TYPES = Set.of("web", "native");

  /** Human-readable members may come in several languages: {@code client_name#vi}. */
  private static final Pattern TAGGED =
      Pattern.compile(
          "(client_name|client_uri|logo_uri|policy_uri|tos_uri)#[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*");

  private final SectorRules sectors;
  private final RegistrationProperties properties;
  private final Set<String> signing;

  ClientRules(SectorRules sectors, RegistrationProperties properties, JoseMetadata offered) {
    this.sectors = sectors;
    this.properties = properties;
    this.signing = Set.copyOf(offered.signing());
  }

  /** What became of a document. */
  public sealed interface Ruling {
    /** It describes a client that we can serve. */
    record Accepted(ClientDescription description) implements Ruling {}

    /** It does not; the gravest fault first. */
    record Refused(List<MetadataFault> faults) implements Ruling {
      public Refused {
        faults = List.copyOf(faults);
      }
    }
  }

  /**
   * Checks a document.
   *
   * @param kind {@code DYNAMIC} when nobody answers for what it says, otherwise {@code REGISTERED}
   */
  public Ruling check(Map<String, ?> document, ClientKind kind) {
    boolean vetted = kind != ClientKind.DYNAMIC;
    MetadataReader in = new MetadataReader(document);
    String type =
        Objects.requireNonNullElse(in.oneOf("application_type", APPLICATION_TYPES), "web");
    boolean nativeApp = type.equals("native");
    in.keep("application_type", nativeApp ? type : null);
    ClientProfile profile = ProfileRules.profile(in);
    Set<String> redirects = UriRules.redirects(in, "redirect_uris", nativeApp, vetted);
    Set<String> afterLogout =
        UriRules.redirects(in, "post_logout_redirect_uris", nativeApp, vetted);
    ClientAuthentication authentication = AuthenticationRules.method(in);
    ClientKeys keys = KeyRules.keys(in);
    AuthenticationRules.check(in, authentication, keys);
    Set<String> grants = GrantRules.grants(in, authentication, redirects, vetted);
    Set<String> scopes = GrantRules.scopes(in, grants, Set.copyOf(properties.scopes()), vetted);
    AnswerRules.check(in, keys, signing, vetted ? null : AnswerRules.REGISTRATION_DEFAULT);
    flags(in);
    LogoutRules.check(in, redirects, vetted);
    BackchannelRules.check(in, grants, keys);
    sectors.check(in, redirects, keys);
    about(in, document, vetted);
    ProfileRules.check(in, profile, authentication, keys, redirects);
    boolean publicClient = authentication == ClientAuthentication.NONE;
    boolean pkce =
        publicClient || profile.fapi() || (vetted && in.flag("antin_require_pkce", true));
    String name = in.text("client_name", LONGEST_NAME, "");
    ClientDescription description =
        new ClientDescription(
            name,
            vetted ? address(in) : null,
            profile,
            authentication,
            keys,
            redirects,
            afterLogout,
            grants,
            scopes,
            vetted ? in.texts("authorization_details_types", 20, 200) : Set.of(),
            pkce,
            vetted && in.flag("antin_may_introspect", false),
            vetted && in.flag("antin_first_party", false),
            new ClientMetadata(in.kept()));
    List<MetadataFault> faults = in.faults();
    return faults.isEmpty() ? new Ruling.Accepted(description) : new Ruling.Refused(faults);
  }

  /** A registered system's page is where the portal sends officials. */
  private static @Nullable String address(MetadataReader in) {
    return in.kept().remove("client_uri") instanceof String uri ? uri : null;
  }

  private static void flags(MetadataReader in) {
    for (String member :
        List.of(
            "require_auth_time",
            "require_pushed_authorization_requests",
            "require_signed_request_object",
            "dpop_bound_access_tokens",
            "tls_client_certificate_bound_access_tokens")) {
      in.keep(member, in.flag(member, false) ? Boolean.TRUE : null);
    }
    in.keep("default_max_age", in.number("default_max_age", YEAR));
  }

  private static void about(MetadataReader in, Map<String, ?> document, boolean vetted) {
    for (String member : List.of("client_uri", "logo_uri", "policy_uri", "tos_uri")) {
      UriRules.address(in, member, vetted);
    }
    UriRules.address(in, "initiate_login_uri", vetted);
    UriRules.requestUris(in);
    list(in, "contacts", 10, 254);
    list(in, "default_acr_values", 10, 200);
    in.keep("software_id", in.text("software_id", 200));
    in.keep("software_version", in.text("software_version", 100));
    if (vetted) {
      list(in, "token_exchange_audiences", 50, UriRules.LONGEST);
      list(in, "token_exchange_subjects", 50, 63);
      in.keep(
          "token_exchange_impersonation",
          in.flag("token_exchange_impersonation", false) ? Boolean.TRUE : null);
      list(in, Resources.ALLOWED, 50, UriRules.LONGEST);
    }
    document.keySet().stream()
        .filter(member -> TAGGED.matcher(member).matches())
        .sorted()
        .limit(20)
        .forEach(member -> {
          if (member.startsWith("client_name#")) {
            in.keep(member, in.text(member, LONGEST_NAME));
          } else {
            UriRules.address(in, member, vetted);
          }
        });
  }

  private static void list(MetadataReader in, String member, int most, int longest) {
    Set<String> values = in.texts(member, most, longest);
    in.keep(member, values.isEmpty() ? null : values.stream().toList());
  }
}
