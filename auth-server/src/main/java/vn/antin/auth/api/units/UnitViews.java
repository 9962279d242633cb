package vn.antin.auth.api.units;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.org.Holding;
import vn.antin.auth.org.Post;
import vn.antin.auth.org.Unit;
import vn.antin.auth.org.UnitId;
import vn.antin.auth.org.UnitIdentifiers;

/** The JSON forms of units, posts and holdings. */
final class UnitViews {
  private UnitViews() {}

  /**
   * A unit as it is, or was on the day asked about.
   *
   * @param parentId null for a root, and when the unit above is outside the caller's scope
   */
  record UnitView(
      UUID id,
      @Nullable UUID parentId,
      String kind,
      String code,
      String name,
      LocalDate validFrom,
      @Nullable LocalDate validTo,
      long version) {
    static UnitView of(Unit unit) {
      UnitId parent = unit.parent();
      return new UnitView(
          unit.id().value(),
          parent == null ? null : parent.value(),
          unit.kind().value(),
          unit.code(),
          unit.name(),
          unit.validFrom(),
          unit.validTo(),
          unit.version());
    }
  }

  /** A unit with all there is to tell about it; the path begins at the topmost within the scope. */
  record UnitDetails(
      UnitView unit,
      List<UnitView> path,
      List<UnitView> history,
      List<UnitIdentifiers.Identifier> identifiers,
      List<UnitView> predecessors,
      List<UnitView> successors) {}

  /**
   * A post as it is, or was on the day asked about.
   *
   * @param rank head, deputy or member; as it is
   */
  record PostView(
      UUID id,
      UUID unitId,
      String title,
      String rank,
      LocalDate validFrom,
      @Nullable LocalDate validTo,
      long version) {
    static PostView of(Post post) {
      return new PostView(
          post.id().value(),
          post.unit().value(),
          post.title(),
          post.rank().value(),
          post.validFrom(),
          post.validTo(),
          post.version());
    }
  }

  record PostDetails(PostView post, List<PostView> history) {}

  /** Who held what, under the names of the day asked about. */
  record HoldingView(
      UUID id,
      UUID accountId,
      String username,
      String displayName,
      UUID postId,
      String title,
      UUID unitId,
      String unitCode,
      String unitName,
      String kind,
      LocalDate validFrom,
      @Nullable LocalDate validTo) {
    static HoldingView of(Holding held) {
      return new HoldingView(
          held.id().value(),
          held.account().value(),
          held.username(),
          held.displayName(),
          held.post().value(),
          held.title(),
          held.unit().value(),
          held.unitCode(),
          held.unitName(),
          held.kind().value(),
          held.from(),
          held.until());
    }
  }

  static List<UnitView> units(List<Unit> units) {
    return units.stream().map(UnitView::of).toList();
  }
}
