package vn.antin.auth.api.units;

import java.net.URI;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
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
import vn.antin.auth.org.AdministeredPosts;
import vn.antin.auth.org.AssignmentId;
import vn.antin.auth.org.EffectiveDate;
import vn.antin.auth.org.Post;
import vn.antin.auth.org.PostId;
import vn.antin.auth.org.PostRank;
import vn.antin.auth.org.UnitId;

/** Posts of units, and who held which of them on a day. */
@RestController
final class PostsController {
  private final AdministeredPosts administered;
  private final UnitWriting writing;
  private final InstantSource clock;

  PostsController(AdministeredPosts administered, UnitWriting writing, InstantSource clock) {
    this.administered = administered;
    this.writing = writing;
    this.clock = clock;
  }

  record Posts(List<UnitViews.PostView> items) {}

  record Creation(@Nullable UUID unitId, @Nullable String title, @Nullable LocalDate validFrom) {}

  /**
   * What becomes of a post; null for what stays.
   *
   * @param rank head, deputy or member
   */
  record Change(@Nullable String title, @Nullable String rank, @Nullable LocalDate validFrom) {}

  /** All posts that the unit had on the day. */
  @GetMapping("/api/posts")
  Posts list(
      @AuthenticationPrincipal Jwt token,
      @RequestParam UUID unit,
      @RequestParam(required = false) @Nullable LocalDate asOf) {
    return new Posts(
        administered.list(caller(token), new UnitId(unit), day(asOf)).stream()
            .map(UnitViews.PostView::of)
            .toList());
  }

  @GetMapping("/api/posts/{id}")
  ResponseEntity<UnitViews.PostDetails> read(
      @AuthenticationPrincipal Jwt token, @PathVariable UUID id) {
    AccountId caller = caller(token);
    Post post = administered.find(caller, new PostId(id)).orElseThrow(ApiProblem::notFound);
    return ResponseEntity.ok().eTag(EntityTag.of(post.version())).body(details(caller, post));
  }

  @PostMapping("/api/posts")
  ResponseEntity<UnitViews.PostDetails> create(
      @AuthenticationPrincipal Jwt token, @RequestBody Creation body) {
    AccountId caller = caller(token);
    PostId made =
        writing.createPost(
            caller,
            new UnitId(Objects.requireNonNullElse(body.unitId(), new UUID(0, 0))),
            Objects.requireNonNullElse(body.title(), ""),
            day(body.validFrom()));
    Post post = administered.find(caller, made).orElseThrow(ApiProblem::notFound);
    return ResponseEntity.created(URI.create("/api/posts/" + made))
        .eTag(EntityTag.of(post.version()))
        .body(details(caller, post));
  }

  /** Another title from a day on that is not later than today, or another rank. */
  @PatchMapping("/api/posts/{id}")
  ResponseEntity<UnitViews.PostDetails> rename(
      @AuthenticationPrincipal Jwt token,
      @PathVariable UUID id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String version,
      @RequestBody Change body) {
    String rank = body.rank();
    writing.changePost(
        caller(token),
        new PostId(id),
        EntityTag.demanded(version),
        body.title() == null && rank == null ? "" : body.title(),
        rank == null
            ? null
            : PostRank.of(rank)
                .orElseThrow(
                    () -> ApiProblem.invalid("rank", "unknown", "expected head, deputy, member")),
        day(body.validFrom()));
    return read(token, id);
  }

  /** Ends the post, which nobody may hold then. */
  @DeleteMapping("/api/posts/{id}")
  ResponseEntity<Void> end(
      @AuthenticationPrincipal Jwt token,
      @PathVariable UUID id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String version,
      @RequestParam(required = false) @Nullable LocalDate on) {
    writing.endPost(caller(token), new PostId(id), EntityTag.demanded(version), day(on));
    return ResponseEntity.noContent().build();
  }

  /** Who held posts on the day: of a unit, one post, or one official; or of all in the scope. */
  @GetMapping("/api/assignments")
  KeysetPage<UnitViews.HoldingView> holders(
      @AuthenticationPrincipal Jwt token,
      @RequestParam(required = false) @Nullable UUID unit,
      @RequestParam(required = false) @Nullable UUID post,
      @RequestParam(required = false) @Nullable UUID account,
      @RequestParam(required = false) @Nullable LocalDate asOf,
      @RequestParam(required = false) @Nullable UUID after,
      @RequestParam(defaultValue = "50") int limit) {
    int size = KeysetPage.size(limit);
    return KeysetPage.of(
            administered.holders(
                caller(token),
                new AdministeredPosts.HolderQuery(
                    day(asOf),
                    unit == null ? null : new UnitId(unit),
                    post == null ? null : new PostId(post),
                    account == null ? null : new AccountId(account),
                    after == null ? null : new AssignmentId(after),
                    size + 1)),
            size,
            held -> held.id().toString())
        .map(UnitViews.HoldingView::of);
  }

  @GetMapping("/api/assignments/{id}")
  ResponseEntity<UnitViews.HoldingView> holder(
      @AuthenticationPrincipal Jwt token,
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable LocalDate asOf) {
    return administered
        .holder(caller(token), new AssignmentId(id), day(asOf))
        .map(held ->
            ResponseEntity.ok()
                .eTag(EntityTag.of(held.version()))
                .body(UnitViews.HoldingView.of(held)))
        .orElseThrow(ApiProblem::notFound);
  }

  private UnitViews.PostDetails details(AccountId caller, Post post) {
    return new UnitViews.PostDetails(
        UnitViews.PostView.of(post),
        administered.history(caller, post.id()).stream().map(UnitViews.PostView::of).toList());
  }

  private LocalDate day(@Nullable LocalDate asked) {
    return asked == null ? EffectiveDate.today(clock) : asked;
  }

  private static AccountId caller(Jwt token) {
    return Caller.of(token).account();
  }
}
