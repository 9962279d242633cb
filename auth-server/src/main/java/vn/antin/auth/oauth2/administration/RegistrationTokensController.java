package vn.antin.auth.oauth2.administration;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.auth.oauth2.registration.InitialTokens;

/** Initial access tokens, with which applications register themselves (RFC 7591 §3). */
@RestController
final class RegistrationTokensController {
  private final ClientAdministration administration;

  RegistrationTokensController(ClientAdministration administration) {
    this.administration = administration;
  }

  record Creation(@Nullable String label, @Nullable Integer uses, @Nullable Integer days) {}

  record Created(UUID id, String token) {}

  record Items(List<InitialTokens.Listed> items) {}

  @GetMapping("/api/registration-tokens")
  Items list(@AuthenticationPrincipal Jwt token) {
    return new Items(administration.initialTokens(Callers.of(token)));
  }

  @PostMapping("/api/registration-tokens")
  ResponseEntity<Created> create(@AuthenticationPrincipal Jwt token, @RequestBody Creation body) {
    InitialTokens.Made made =
        administration.createInitialToken(
            Callers.of(token),
            Objects.requireNonNullElse(body.label(), ""),
            Objects.requireNonNullElse(body.uses(), 1),
            Duration.ofDays(Objects.requireNonNullElse(body.days(), 7)));
    return ResponseEntity.status(HttpStatus.CREATED)
        .cacheControl(CacheControl.noStore())
        .body(new Created(made.id(), made.token()));
  }

  @DeleteMapping("/api/registration-tokens/{id}")
  ResponseEntity<Void> delete(@AuthenticationPrincipal Jwt token, @PathVariable UUID id) {
    administration.deleteInitialToken(Callers.of(token), id);
    return ResponseEntity.noContent().build();
  }
}
