package vn.antin.signing.dossier;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.signing.web.Caller;

/** What one-stop shops call: hand in results of dossiers, and look what became of them. */
@RestController
final class ResultEndpoint {
  /**
   * A result as its application sees it.
   *
   * @param document the latest version: {@code GET /documents/{id}/content}
   * @param request the signing request in which it is signed
   * @param order the standing order by which it is sealed
   */
  record View(
      UUID id,
      String dossier,
      String type,
      UUID unit,
      String mode,
      String state,
      String title,
      @Nullable String number,
      @Nullable String notation,
      UUID source,
      UUID document,
      @Nullable String sha256,
      @Nullable UUID request,
      @Nullable UUID order,
      String code,
      String checkUrl,
      Instant createdAt,
      @Nullable Instant signedAt) {}

  /** Results, and the documents that were left unsigned. */
  record Views(List<View> results, List<OrderSigning.Left> left) {}

  private static final int MOST_LISTED = 200;

  private final ResultIntake intake;
  private final ResultRepository repository;

  ResultEndpoint(ResultIntake intake, ResultRepository repository) {
    this.intake = intake;
    this.repository = repository;
  }

  @PostMapping("/v1/dossiers/{dossier}/results")
  ResponseEntity<Views> add(
      Caller.Machine caller, @PathVariable String dossier, @RequestBody ResultWish wish) {
    var of = DossierCode.read("dossier", dossier);
    return answer(intake.take(caller, of, wish), "/v1/dossiers/" + of.value() + "/results");
  }

  /** Results of many dossiers, to be approved together. */
  @PostMapping("/v1/dossier-results")
  ResponseEntity<Views> addMany(Caller.Machine caller, @RequestBody ResultWish wish) {
    return answer(intake.take(caller, null, wish), null);
  }

  @GetMapping("/v1/dossiers/{dossier}/results")
  Views list(Caller.Machine caller, @PathVariable String dossier) {
    return new Views(
        repository
            .ofDossier(caller.clientId(), DossierCode.read("dossier", dossier), MOST_LISTED)
            .stream()
            .map(this::view)
            .toList(),
        List.of());
  }

  private ResponseEntity<Views> answer(ResultIntake.Taken taken, @Nullable String location) {
    var answer = ResponseEntity.status(taken.created() ? HttpStatus.CREATED : HttpStatus.OK);
    if (location != null) {
      answer.location(URI.create(location));
    }
    return answer.body(new Views(taken.results().stream().map(this::view).toList(), taken.left()));
  }

  private View view(ResultRepository.Row row) {
    var hash = row.sha256();
    return new View(
        row.id(),
        row.dossier(),
        row.type(),
        row.unit(),
        row.mode(),
        row.state(),
        row.title(),
        row.number(),
        row.notation(),
        row.source(),
        row.latest(),
        hash == null ? null : hash.base64(),
        row.request(),
        row.order(),
        row.code(),
        intake.address(row.code()),
        row.createdAt(),
        row.signed() ? row.endedAt() : null);
  }
}
