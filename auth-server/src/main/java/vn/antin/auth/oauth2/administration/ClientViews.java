package vn.antin.auth.oauth2.administration;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.antin.auth.oauth2.authenticate.ClientErrors;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.ClientKind;
import vn.antin.auth.oauth2.client.ClientTable;
import vn.antin.auth.oauth2.registration.ClientInformation;
import vn.antin.auth.oauth2.registration.ClientRules;
import vn.antin.auth.oauth2.registration.MetadataFault;
import vn.antin.auth.web.House;

/** What an administrator is shown of clients. */
@Component
final class ClientViews {
  private static final List<String> PROFILES =
      List.of("standard", "fapi2-security", "fapi2-message-signing");

  private final AdministrationTable table;
  private final ClientTable rows;
  private final ClientRules rules;
  private final ClientErrors errors;
  private final House house;

  ClientViews(
      AdministrationTable table,
      ClientTable rows,
      ClientRules rules,
      ClientErrors errors,
      House house) {
    this.table = table;
    this.rows = rows;
    this.rules = rules;
    this.errors = errors;
    this.house = house;
  }

  record Page(List<AdministrationTable.Row> items, @Nullable String next) {}

  /**
   * A profile that the client could be switched to.
   *
   * @param faults what has to change first
   */
  record Profile(String profile, boolean current, List<MetadataFault> faults) {}

  record Details(
      String id,
      String name,
      String kind,
      boolean enabled,
      long version,
      Instant createdAt,
      Instant updatedAt,
      Map<String, Object> metadata,
      List<AdministrationTable.Secret> secrets,
      List<ClientErrors.Failure> errors,
      List<Profile> profiles,
      @Nullable String tryLogin) {}

  Page list(String words, String after, int limit) {
    List<AdministrationTable.Row> found = table.list(words, after, limit + 1);
    List<AdministrationTable.Row> page = found.subList(0, Math.min(limit, found.size()));
    return new Page(page, found.size() > limit ? page.getLast().id() : null);
  }

  Details details(String id) {
    AdministrationTable.Row row = table.find(id).orElseThrow(ClientProblem::unknown);
    Client client = rows.findAny(id).orElseThrow(ClientProblem::unknown);
    Map<String, Object> metadata = ClientInformation.of(client);
    return new Details(
        id,
        row.name(),
        row.kind(),
        row.enabled(),
        row.version(),
        row.createdAt(),
        row.updatedAt(),
        metadata,
        table.secrets(id),
        errors.of(id),
        profiles(row.profile(), metadata),
        row.enabled() ? tryLogin(client) : null);
  }

  private List<Profile> profiles(String current, Map<String, Object> metadata) {
    List<Profile> profiles = new ArrayList<>();
    for (String profile : PROFILES) {
      Map<String, Object> wanted = new HashMap<>(metadata);
      wanted.put("antin_profile", profile);
      // A profile does not depend on the sector, whose document would have to be fetched.
      wanted.remove("sector_identifier_uri");
      wanted.remove("subject_type");
      List<MetadataFault> faults =
          switch (rules.check(wanted, ClientKind.REGISTERED)) {
            case ClientRules.Ruling.Accepted _ -> List.of();
            case ClientRules.Ruling.Refused(List<MetadataFault> found) -> found;
          };
      profiles.add(new Profile(profile, profile.equals(current), faults));
    }
    return profiles;
  }

  /** Where a login can be tried: as the client begins it, or as a plain request to us. */
  private @Nullable String tryLogin(Client client) {
    String initiate = client.metadata().text("initiate_login_uri");
    if (initiate != null) {
      // OpenID Connect Core §4.
      return initiate
          + (initiate.contains("?") ? "&" : "?")
          + "iss="
          + encode(house.issuer().toString());
    }
    if (client.url() != null) {
      return client.url();
    }
    boolean plain =
        client.grantTypes().contains("authorization_code")
            && !client.profile().fapi()
            && !client.metadata().flag("require_pushed_authorization_requests")
            && !client.metadata().flag("require_signed_request_object");
    return client.redirectUris().stream()
        .sorted()
        .findFirst()
        .filter(uri -> plain)
        .map(uri -> request(client, uri))
        .orElse(null);
  }

  /** The application will not know this answer; that it arrives is what is tried. */
  private String request(Client client, String redirectUri) {
    return house.issuer()
        + "/oauth2/authorize?response_type=code&client_id="
        + encode(client.id())
        + "&redirect_uri="
        + encode(redirectUri)
        + "&scope=openid&state=antin-test&nonce=antin-test&code_challenge_method=S256"
        // SHA-256 of a verifier that nobody has.
        + "&code_challenge=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU";
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
