package vn.antin.auth.provisioning.spreadsheet;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Decides what one row means, from what it says and the accounts it names. Reads nothing. */
final class RowJudge {
  private final UnitIndex units;

  /** Posts that a unit does not have are made instead of refused. */
  private final boolean makePosts;

  private final UUID owner;

  RowJudge(UnitIndex units, boolean makePosts, UUID owner) {
    this.units = units;
    this.makePosts = makePosts;
    this.owner = owner;
  }

  /** A row as it was read. */
  record Row(
      int position, Wanted wanted, boolean hasNumber, List<Reason> reasons, List<Known> known) {}

  Verdict judge(Row row) {
    List<UUID> accounts = row.known().stream().map(Known::id).distinct().toList();
    @Nullable UUID account = accounts.size() == 1 ? accounts.getFirst() : null;
    List<Reason> reasons = new ArrayList<>(row.reasons());
    if (accounts.size() > 1) {
      reasons.add(Reason.of("several-accounts"));
    }
    Place place = place(row.wanted(), reasons);
    @Nullable Known known = account == null ? null : row.known().getFirst();
    if (known != null) {
      check(row, known, reasons);
    } else if (row.wanted().leaving()) {
      reasons.add(Reason.of("unknown-leaver"));
    } else if (accounts.isEmpty() && place.unit() == null && reasons.isEmpty()) {
      reasons.add(Reason.of("no-unit"));
    }
    if (!reasons.isEmpty()) {
      return Verdict.refused(row.position(), account, reasons);
    }
    return known == null ? newOne(row, place) : changed(row, known, place);
  }

  private void check(Row row, Known known, List<Reason> reasons) {
    if (!known.allowed()) {
      // Says no more than that the number is taken, which trying to use it would say as well.
      reasons.add(Reason.of("not-in-scope"));
    } else if (known.erased()) {
      reasons.add(Reason.of("erased"));
    } else if (known.mightier()) {
      reasons.add(Reason.of("power-elsewhere"));
    } else if (row.wanted().leaving() && known.id().equals(owner)) {
      reasons.add(Reason.of("self"));
    } else if (!known.active() && !known.returnable() && !row.wanted().leaving()) {
      reasons.add(Reason.of("suspended"));
    } else if (row.wanted().leaving() && known.elsewhere()) {
      reasons.add(Reason.of("main-elsewhere"));
    } else {
      String username = row.wanted().username();
      if (username != null && !username.equals(known.username())) {
        reasons.add(Reason.in(Column.USERNAME, "username-fixed", known.username()));
      }
      if (row.hasNumber() && known.hasNumber() && !known.sameNumber()) {
        reasons.add(Reason.in(Column.NATIONAL_ID, "other-national-id"));
      }
      if (known.numberFixed()) {
        reasons.add(Reason.in(Column.NATIONAL_ID, "national-id-fixed"));
      }
    }
  }

  /** Where a row puts its official; nulls where it says nothing. */
  private record Place(@Nullable UUID unit, @Nullable String name, @Nullable String post) {}

  private Place place(Wanted wanted, List<Reason> reasons) {
    return switch (units.find(wanted.unitCode(), wanted.unit(), wanted.agency())) {
      case UnitIndex.Answer.Found(UnitIndex.Entry unit) ->
          new Place(unit.id(), unit.name(), post(wanted, unit, reasons));
      case UnitIndex.Answer.Unknown(String name) -> {
        reasons.add(
            Reason.in(
                wanted.unitCode() == null ? Column.UNIT : Column.UNIT_CODE, "unknown-unit", name));
        yield new Place(null, null, null);
      }
      case UnitIndex.Answer.Ambiguous(String name, List<String> codes) -> {
        reasons.add(Reason.in(Column.UNIT, "ambiguous-unit", name, String.join(", ", codes)));
        yield new Place(null, null, null);
      }
      case UnitIndex.Answer.Unnamed() -> new Place(null, null, null);
    };
  }

  private @Nullable String post(Wanted wanted, UnitIndex.Entry unit, List<Reason> reasons) {
    String title = wanted.post();
    if (title == null) {
      return null;
    }
    String written = units.title(unit.id(), title);
    if (written == null && !makePosts) {
      reasons.add(Reason.in(Column.POST, "unknown-post", title, unit.name()));
    }
    return written == null ? title : written;
  }

  private static Verdict newOne(Row row, Place place) {
    Wanted wanted = row.wanted();
    if (place.post() == null) {
      return Verdict.refused(row.position(), null, List.of(Reason.in(Column.POST, "no-post")));
    }
    List<Change> changes = new ArrayList<>();
    changes.add(new Change("name", null, wanted.displayName()));
    add(changes, Column.OFFICIAL_CODE, null, wanted.officialCode());
    if (row.hasNumber()) {
      changes.add(new Change(Column.NATIONAL_ID.key(), null, null));
    }
    add(changes, Column.EMAIL, null, wanted.email());
    add(changes, Column.PHONE, null, wanted.phone());
    add(changes, Column.UNIT, null, place.name());
    add(changes, Column.POST, null, place.post());
    return new Verdict(
        row.position(),
        RowKind.NEW,
        null,
        place.unit(),
        place.name(),
        place.post(),
        wanted.username(),
        null,
        changes,
        List.of());
  }

  private static Verdict changed(Row row, Known known, Place place) {
    Wanted wanted = row.wanted();
    List<Change> changes = new ArrayList<>();
    if (wanted.leaving()) {
      if (known.active()) {
        changes.add(new Change(Column.STATUS.key(), "active", "left"));
      }
      return verdict(
          row, known, known.active() ? RowKind.LEAVING : RowKind.UNCHANGED, null, null, changes);
    }
    String before = name(known);
    if (!before.equals(wanted.displayName())
        || !known.givenName().equals(wanted.givenName())
        || !known.familyName().equals(wanted.familyName())) {
      changes.add(new Change("name", before, wanted.displayName()));
    }
    add(changes, Column.OFFICIAL_CODE, known.officialCode(), wanted.officialCode());
    if (row.hasNumber() && !known.hasNumber()) {
      changes.add(new Change(Column.NATIONAL_ID.key(), null, null));
    }
    add(changes, Column.EMAIL, known.email(), wanted.email());
    add(changes, Column.PHONE, known.telephone(), wanted.phone());
    boolean changed = !changes.isEmpty();
    UUID unit = place.unit() == null ? known.unit() : place.unit();
    String unitName = place.unit() == null ? known.unitName() : place.name();
    String post = place.post() == null ? known.post() : place.post();
    boolean otherUnit = !Objects.equals(unit, known.unit());
    boolean moved = otherUnit || !Objects.equals(post, known.post());
    // Whose main post is elsewhere has another one here; a list of one unit moves nobody there.
    if (!known.elsewhere() && (moved || !known.active())) {
      if (unit == null || post == null || (otherUnit && place.post() == null)) {
        return Verdict.refused(
            row.position(), known.id(), List.of(Reason.in(Column.POST, "no-post")));
      }
      if (!known.active()) {
        changes.add(new Change(Column.STATUS.key(), "left", "active"));
      }
      add(changes, Column.UNIT, known.unitName(), unitName);
      add(changes, Column.POST, known.post(), post);
      return verdict(row, known, RowKind.MOVED, new Place(unit, unitName, post), post, changes);
    }
    if (changed && known.elsewhere()) {
      return Verdict.refused(row.position(), known.id(), List.of(Reason.of("main-elsewhere")));
    }
    return verdict(row, known, changed ? RowKind.CHANGED : RowKind.UNCHANGED, null, null, changes);
  }

  private static Verdict verdict(
      Row row,
      Known known,
      RowKind kind,
      @Nullable Place place,
      @Nullable String post,
      List<Change> changes) {
    return new Verdict(
        row.position(),
        kind,
        known.id(),
        place == null ? null : place.unit(),
        place == null ? known.unitName() : place.name(),
        post,
        known.username(),
        known.state(),
        changes,
        List.of());
  }

  private static String name(Known known) {
    return (known.familyName() + " " + known.middleName() + " " + known.givenName())
        .replaceAll(" +", " ")
        .strip();
  }

  /** An empty cell says nothing, so it takes nothing away. */
  private static void add(
      List<Change> changes, Column column, @Nullable String from, @Nullable String to) {
    if (to != null && !to.equals(from)) {
      changes.add(new Change(column.key(), from, to));
    }
  }
}
