package vn.antin.auth.org.reorganisation;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.org.PostId;
import vn.antin.auth.org.UnitId;
import vn.antin.auth.org.UnitKind;

/** One thing a reorganisation does. Steps are carried out in their order. */
public sealed interface Step {
  /** The unit it is about: made, taken into, split, moved, renamed or ended. */
  UnitId unit();

  /** All units it names. */
  default Stream<UnitId> named() {
    return Stream.of(unit());
  }

  /** A new unit. Its identifier may be one that a unit of this plan lays down. */
  record Create(UnitId unit, @Nullable UnitId parent, UnitKind kind, String code, String name)
      implements Step {
    @Override
    public Stream<UnitId> named() {
      return Stream.concat(Stream.of(unit), Stream.ofNullable(parent));
    }
  }

  /** Units end and {@code unit} takes over all they have. */
  record Merge(List<UnitId> units, UnitId unit) implements Step {
    public Merge {
      units = List.copyOf(units);
    }

    @Override
    public Stream<UnitId> named() {
      return Stream.concat(Stream.of(unit), units.stream());
    }
  }

  /**
   * Units come out of one. What other steps do not give away stays, when it goes on, or falls to
   * the first of them.
   *
   * @param keeps whether the unit goes on
   */
  record Split(UnitId unit, List<UnitId> units, boolean keeps) implements Step {
    public Split {
      units = List.copyOf(units);
    }

    @Override
    public Stream<UnitId> named() {
      return Stream.concat(Stream.of(unit), units.stream());
    }
  }

  /** A unit goes beneath another, with everything below it. */
  record Move(UnitId unit, @Nullable UnitId parent) implements Step {
    @Override
    public Stream<UnitId> named() {
      return Stream.concat(Stream.of(unit), Stream.ofNullable(parent));
    }
  }

  /** Another name, identifier or kind; null for what stays. */
  record Rename(UnitId unit, @Nullable UnitKind kind, @Nullable String code, @Nullable String name)
      implements Step {}

  /** Posts go to the unit with their holders. */
  record Transfer(List<PostId> posts, UnitId unit) implements Step {
    public Transfer {
      posts = List.copyOf(posts);
    }
  }

  /** A unit ends and nothing takes over; its posts end, and so do their assignments. */
  record Dissolve(UnitId unit) implements Step {}
}
