package vn.antin.auth.oauth2.administration;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.auth.oauth2.registration.NewSecret;
import vn.antin.auth.web.House;

/** Applications over REST, for a token with scope {@code admin}. */
@RestController
final class ClientsController {
  private static final int MOST = 200;
  static final int LONGEST_OVERLAP_DAYS = 30;

  private final ClientAdministration administration;
  private final ClientViews views;
  private final String issuer;

  ClientsController(ClientAdministration administration, ClientViews views, House house) {
    this.administration = administration;
    this.views = views;
    this.issuer = house.issuer().toString();
  }

  /**
   * @param template one of those of {@link ClientTemplate}; null for none
   * @param id null to have one made
   */
  record Creation(
      @Nullable String template, @Nullable String id, @Nullable Map<String, Object> metadata) {}

  record Replacement(@Nullable Map<String, Object> metadata) {}

  record Rotation(@Nullable Integer overlapDays) {}

  @GetMapping("/api/clients")
  ClientViews.Page list(
      @AuthenticationPrincipal Jwt token,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") String after,
      @RequestParam(defaultValue = "50") int limit) {
    return administration.as(
        Callers.of(token), () -> views.list(q, after, Math.clamp(limit, 1, MOST)));
  }

  @GetMapping("/api/clients/{id}")
  ResponseEntity<ClientViews.Details> read(
      @AuthenticationPrincipal Jwt token, @PathVariable String id) {
    ClientViews.Details details = administration.as(Callers.of(token), () -> views.details(id));
    return ResponseEntity.ok().eTag("\"" + details.version() + "\"").body(details);
  }

  @PostMapping("/api/clients")
  ResponseEntity<Map<String, Object>> create(
      @AuthenticationPrincipal Jwt token, @RequestBody Creation body) {
    ClientTemplate template =
        body.template() == null
            ? null
            : ClientTemplate.of(body.template())
                .orElseThrow(() ->
                    ClientProblem.malformed(
                        "template: expected one of " + String.join(", ", ClientTemplate.titles())));
    Map<String, Object> given = Objects.requireNonNullElse(body.metadata(), Map.of());
    ClientAdministration.Written written =
        administration.create(
            Callers.of(token), body.id(), template == null ? given : template.with(given));
    return answer(HttpStatus.CREATED, token, written, template);
  }

  @PutMapping("/api/clients/{id}")
  ResponseEntity<Map<String, Object>> replace(
      @AuthenticationPrincipal Jwt token,
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String version,
      @RequestBody Replacement body) {
    Map<String, Object> metadata = Objects.requireNonNullElse(body.metadata(), Map.of());
    return answer(
        HttpStatus.OK,
        token,
        administration.replace(Callers.of(token), id, version(version), metadata),
        null);
  }

  @PostMapping("/api/clients/{id}/secret")
  ResponseEntity<Map<String, Object>> rotate(
      @AuthenticationPrincipal Jwt token, @PathVariable String id, @RequestBody Rotation body) {
    int days = Objects.requireNonNullElse(body.overlapDays(), 1);
    if (days < 0 || days > LONGEST_OVERLAP_DAYS) {
      throw ClientProblem.malformed("overlapDays: expected 0 to " + LONGEST_OVERLAP_DAYS);
    }
    return answer(
        HttpStatus.OK,
        token,
        administration.rotate(Callers.of(token), id, Duration.ofDays(days)),
        null);
  }

  @PostMapping("/api/clients/{id}/enable")
  ClientViews.Details enable(@AuthenticationPrincipal Jwt token, @PathVariable String id) {
    administration.enable(Callers.of(token), id, true);
    return administration.as(Callers.of(token), () -> views.details(id));
  }

  @PostMapping("/api/clients/{id}/disable")
  ClientViews.Details disable(@AuthenticationPrincipal Jwt token, @PathVariable String id) {
    administration.enable(Callers.of(token), id, false);
    return administration.as(Callers.of(token), () -> views.details(id));
  }

  @DeleteMapping("/api/clients/{id}")
  ResponseEntity<Void> delete(@AuthenticationPrincipal Jwt token, @PathVariable String id) {
    administration.delete(Callers.of(token), id);
    return ResponseEntity.noContent().build();
  }

  private ResponseEntity<Map<String, Object>> answer(
      HttpStatus status,
      Jwt token,
      ClientAdministration.Written written,
      @Nullable ClientTemplate template) {
    ClientViews.Details details =
        administration.as(Callers.of(token), () -> views.details(written.client().id()));
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("client", details);
    NewSecret secret = written.secret();
    if (secret != null) {
      body.put("secret", secret.reveal());
    }
    if (template != null) {
      body.put(
          "snippet",
          Snippet.of(template, issuer, written.client(), secret == null ? "" : secret.reveal()));
    }
    return ResponseEntity.status(status)
        .eTag("\"" + details.version() + "\"")
        .cacheControl(CacheControl.noStore())
        .body(body);
  }

  private static long version(@Nullable String header) {
    if (header == null) {
      throw ClientProblem.noVersion();
    }
    try {
      return Long.parseLong(header.replaceFirst("^W/", "").replace("\"", ""));
    } catch (NumberFormatException e) {
      throw ClientProblem.changed();
    }
  }
}
