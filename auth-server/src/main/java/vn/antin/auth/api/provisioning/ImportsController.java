package vn.antin.auth.api.provisioning;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.api.ApiProblem;
import vn.antin.auth.api.Caller;
import vn.antin.auth.api.EntityTag;
import vn.antin.auth.api.KeysetPage;
import vn.antin.auth.org.UnitId;
import vn.antin.auth.provisioning.spreadsheet.Acceptance;
import vn.antin.auth.provisioning.spreadsheet.Decision;
import vn.antin.auth.provisioning.spreadsheet.ImportId;
import vn.antin.auth.provisioning.spreadsheet.ImportProperties;
import vn.antin.auth.provisioning.spreadsheet.ImportView;
import vn.antin.auth.provisioning.spreadsheet.ImportViews;
import vn.antin.auth.provisioning.spreadsheet.Imports;
import vn.antin.auth.provisioning.spreadsheet.RowKind;
import vn.antin.auth.provisioning.spreadsheet.Slip;
import vn.antin.auth.provisioning.spreadsheet.Slips;

/** Imports of officials, for those who manage people in the unit that the file speaks about. */
@RestController
final class ImportsController {
  private static final String LANGUAGE = HttpHeaders.ACCEPT_LANGUAGE;
  private static final int MOST_ROWS_NAMED = 50_000;

  private final Imports imports;
  private final ImportViews views;
  private final Slips slips;
  private final ImportProperties properties;
  private final MessageSource messages;

  ImportsController(
      Imports imports,
      ImportViews views,
      Slips slips,
      ImportProperties properties,
      MessageSource messages) {
    this.imports = imports;
    this.views = views;
    this.slips = slips;
    this.properties = properties;
    this.messages = messages;
  }

  record Item(
      UUID id,
      UUID unit,
      String unitName,
      String fileName,
      boolean complete,
      boolean makePosts,
      String state,
      @Nullable String refusal,
      @Nullable String refusalText,
      Map<String, String> headings,
      List<String> ignored,
      int rows,
      Map<String, Integer> kinds,
      Map<String, Integer> outcomes,
      int active,
      @Nullable UUID owner,
      @Nullable String ownerName,
      boolean released,
      Instant createdAt,
      @Nullable Instant appliedAt,
      @Nullable Instant undoUntil,
      long version) {}

  record Begun(UUID id) {}

  /** What is accepted; see {@link Acceptance}. */
  record Accepted(
      @Nullable List<String> kinds,
      @Nullable List<Integer> only,
      @Nullable List<Integer> except,
      @Nullable Integer confirmLeaving) {}

  record SlipItem(
      String displayName,
      String username,
      @Nullable String unit,
      @Nullable String post,
      String code) {}

  record SlipList(List<SlipItem> items) {}

  record UnitItem(UUID id, String code, String name) {}

  record UnitList(List<UnitItem> items) {}

  /** The units that an import of the caller may speak about: those of the roles, and one below. */
  @GetMapping("/api/imports/units")
  UnitList units(@AuthenticationPrincipal Jwt token) {
    return new UnitList(
        views.units(caller(token)).stream()
            .map(unit -> new UnitItem(unit.id().value(), unit.code(), unit.name()))
            .toList());
  }

  /** The file is the body, as it is. */
  @PostMapping("/api/imports")
  ResponseEntity<Begun> begin(
      @AuthenticationPrincipal Jwt token,
      @RequestParam UUID unit,
      @RequestParam String name,
      @RequestParam(defaultValue = "false") boolean complete,
      @RequestParam(defaultValue = "false") boolean makePosts,
      HttpServletRequest request)
      throws IOException {
    long most = properties.size().toBytes();
    if (request.getContentLengthLong() > most) {
      throw tooLarge(most);
    }
    byte[] file = request.getInputStream().readNBytes(Math.toIntExact(most + 1));
    if (file.length > most) {
      throw tooLarge(most);
    }
    if (file.length == 0) {
      throw ApiProblem.invalid("file", "required", "expected a file as the body");
    }
    ImportId id =
        imports
            .begin(caller(token), new UnitId(unit), name, file, complete, makePosts)
            .orElseThrow(ApiProblem::notFound);
    return ResponseEntity.created(URI.create("/api/imports/" + id)).body(new Begun(id.value()));
  }

  private static ApiProblem tooLarge(long most) {
    return ApiProblem.of(
        HttpStatus.CONTENT_TOO_LARGE, "too-large", "expected at most %d bytes".formatted(most));
  }

  @GetMapping("/api/imports")
  KeysetPage<Item> list(
      @AuthenticationPrincipal Jwt token,
      @RequestParam(required = false) @Nullable UUID after,
      @RequestParam(defaultValue = "20") int limit,
      @RequestHeader(name = LANGUAGE, required = false) @Nullable String language) {
    int size = KeysetPage.size(limit);
    ImportWords words = ImportWords.of(messages, language);
    return KeysetPage.of(
            views.list(caller(token), after == null ? null : new ImportId(after), size + 1),
            size,
            view -> view.id().toString())
        .map(view -> item(view, words));
  }

  @GetMapping("/api/imports/{id}")
  ResponseEntity<Item> one(
      @AuthenticationPrincipal Jwt token,
      @PathVariable UUID id,
      @RequestHeader(name = LANGUAGE, required = false) @Nullable String language) {
    ImportView view = views.find(caller(token), new ImportId(id)).orElseThrow(ApiProblem::notFound);
    return ResponseEntity.ok()
        .eTag(EntityTag.of(view.version()))
        .body(item(view, ImportWords.of(messages, language)));
  }

  @GetMapping("/api/imports/{id}/rows")
  KeysetPage<ImportWords.RowItem> rows(
      @AuthenticationPrincipal Jwt token,
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable String kind,
      @RequestParam(required = false) @Nullable String outcome,
      @RequestParam(defaultValue = "-1") int after,
      @RequestParam(defaultValue = "50") int limit,
      @RequestHeader(name = LANGUAGE, required = false) @Nullable String language) {
    ImportId wanted = new ImportId(id);
    AccountId caller = caller(token);
    known(caller, wanted);
    int size = KeysetPage.size(limit);
    ImportWords words = ImportWords.of(messages, language);
    return KeysetPage.of(
            views.rows(caller, wanted, kind == null ? null : kind(kind), outcome, after, size + 1),
            size,
            row -> Integer.toString(row.position()))
        .map(words::row);
  }

  /** Has what is accepted done. */
  @PostMapping("/api/imports/{id}/application")
  ResponseEntity<Void> apply(
      @AuthenticationPrincipal Jwt token,
      @PathVariable UUID id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String version,
      @RequestBody Accepted accepted) {
    Set<RowKind> kinds =
        Objects.requireNonNullElse(accepted.kinds(), List.of("new", "changed", "moved")).stream()
            .map(ImportsController::kind)
            .collect(Collectors.toSet());
    return answer(
        imports.apply(
            caller(token),
            new ImportId(id),
            EntityTag.demanded(version),
            new Acceptance(
                kinds,
                numbers("only", accepted.only()),
                numbers("except", accepted.except()),
                accepted.confirmLeaving())));
  }

  /** A second administrator lets a mass change through. */
  @PostMapping("/api/imports/{id}/release")
  ResponseEntity<Void> release(
      @AuthenticationPrincipal Jwt token,
      @PathVariable UUID id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String version) {
    return answer(imports.release(caller(token), new ImportId(id), EntityTag.demanded(version)));
  }

  @PostMapping("/api/imports/{id}/undo")
  ResponseEntity<Void> undo(
      @AuthenticationPrincipal Jwt token,
      @PathVariable UUID id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String version) {
    return answer(imports.undo(caller(token), new ImportId(id), EntityTag.demanded(version)));
  }

  @DeleteMapping("/api/imports/{id}")
  ResponseEntity<Void> discard(
      @AuthenticationPrincipal Jwt token,
      @PathVariable UUID id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String version) {
    answer(imports.discard(caller(token), new ImportId(id), EntityTag.demanded(version)));
    return ResponseEntity.noContent().build();
  }

  /** New codes for those of the import who have no password yet; earlier ones are void. */
  @PostMapping("/api/imports/{id}/slips")
  ResponseEntity<SlipList> slips(@AuthenticationPrincipal Jwt token, @PathVariable UUID id) {
    AccountId caller = caller(token);
    known(caller, new ImportId(id));
    return ResponseEntity.ok()
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .body(
            new SlipList(
                slips.print(caller, new ImportId(id)).stream()
                    .map(ImportsController::slip)
                    .toList()));
  }

  private static SlipItem slip(Slip slip) {
    return new SlipItem(slip.displayName(), slip.username(), slip.unit(), slip.post(), slip.code());
  }

  private static ResponseEntity<Void> answer(Decision decision) {
    return switch (decision) {
      case Decision.Taken() -> ResponseEntity.accepted().build();
      case Decision.Unknown() -> throw ApiProblem.notFound();
      case Decision.Changed() -> throw ApiProblem.changed();
      case Decision.NotNow() ->
          throw ApiProblem.conflict("import-state", "its present state does not allow that");
      case Decision.Nothing() ->
          throw ApiProblem.conflict("import-nothing", "no row would be done");
      case Decision.Self() ->
          throw ApiProblem.conflict("import-own", "somebody else releases a mass change");
      case Decision.Braked(int leaving, int active, boolean second) -> {
        ApiProblem problem =
            ApiProblem.conflict(
                second ? "import-needs-second" : "import-needs-confirmation",
                "%d of %d would leave".formatted(leaving, active));
        problem.getBody().setProperty("leaving", leaving);
        problem.getBody().setProperty("active", active);
        throw problem;
      }
    };
  }

  private static RowKind kind(String value) {
    return RowKind.of(value)
        .orElseThrow(() -> ApiProblem.invalid("kind", "malformed", "is no kind of row"));
  }

  private static Set<Integer> numbers(String field, @Nullable List<Integer> rows) {
    if (rows == null) {
      return Set.of();
    }
    if (rows.size() > MOST_ROWS_NAMED || rows.stream().anyMatch(Objects::isNull)) {
      throw ApiProblem.invalid(field, "malformed", "expected row numbers");
    }
    return Set.copyOf(rows);
  }

  private static Item item(ImportView view, ImportWords words) {
    return new Item(
        view.id().value(),
        view.unit().value(),
        view.unitName(),
        view.fileName(),
        view.complete(),
        view.makePosts(),
        view.state().value(),
        view.refusal(),
        view.refusal() == null ? null : words.say("import.refusal." + view.refusal()),
        view.headings(),
        view.ignored(),
        view.rows(),
        view.kinds(),
        view.outcomes(),
        view.active(),
        view.owner() == null ? null : view.owner().value(),
        view.ownerName(),
        view.released(),
        view.createdAt(),
        view.appliedAt(),
        view.undoUntil(),
        view.version());
  }

  private void known(AccountId caller, ImportId id) {
    if (views.find(caller, id).isEmpty()) {
      throw ApiProblem.notFound();
    }
  }

  private static AccountId caller(Jwt token) {
    return Caller.of(token).account();
  }
}
