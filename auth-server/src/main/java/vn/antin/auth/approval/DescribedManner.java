package vn.antin.auth.approval;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.org.UnitId;
import vn.antin.auth.org.delegation.DelegationId;
import vn.antin.auth.org.delegation.SigningForm;
import vn.antin.auth.org.delegation.SigningRights;

/** The JSON in which signing-service says how a document is signed. */
record DescribedManner(
    @Nullable String reason,
    @Nullable String location,
    @Nullable Authority authority,
    @Nullable Look appearance) {

  /** By what right. */
  record Authority(String form, @Nullable String title, UUID unit, @Nullable UUID delegation) {
    SigningRights.Claim claim() {
      return new SigningRights.Claim(
          SigningForm.valueOf(form),
          title == null ? "" : title,
          new UnitId(unit),
          delegation == null ? null : new DelegationId(delegation));
    }
  }

  static Manner manner(@Nullable DescribedManner said, @Nullable List<Warning> warnings) {
    return new Manner(
        said == null ? null : said.reason(),
        said == null ? null : said.location(),
        said == null || said.appearance() == null
            ? Appearance.NONE
            : said.appearance().appearance(),
        warnings == null
            ? List.of()
            : warnings.stream()
                .map(each -> new Manner.Caution(each.kind(), each.detail()))
                .toList());
  }

  /** Something to be looked at. */
  record Warning(String kind, String detail) {}

  /** What the signature looks like (Decree 30/2020/NĐ-CP, Annex I). */
  record Look(
      String kind,
      @Nullable Place place,
      @Nullable String number,
      @Nullable String copy,
      @Nullable String agency) {

    Appearance appearance() {
      List<String> about =
          switch (String.valueOf(kind)) {
            case "none", "person", "seal" -> List.of();
            case "annex" -> List.of(String.valueOf(number));
            case "copy" -> List.of(copyWord(), String.valueOf(agency));
            default -> throw new IllegalArgumentException("a kind of appearance is not known");
          };
      return new Appearance(
          "approval.look." + kind,
          about,
          place == null ? null : place.key(),
          place == null ? List.of() : place.about());
    }

    private String copyWord() {
      return switch (String.valueOf(copy)) {
        case "SAO_Y" -> "SAO Y";
        case "SAO_LUC" -> "SAO LỤC";
        case "TRICH_SAO" -> "TRÍCH SAO";
        default -> throw new IllegalArgumentException("a kind of copy is not known");
      };
    }
  }

  /** Where; exactly one of them is there, {@code name} beside {@code title}. */
  record Place(
      @Nullable Integer page,
      @Nullable String field,
      @Nullable String title,
      @Nullable String name,
      @Nullable String text,
      @Nullable String signature) {

    String key() {
      if (page != null) {
        return page == -1
            ? "approval.place.last"
            : page < 0 ? "approval.place.from-end" : "approval.place.page";
      }
      if (title != null) {
        return "approval.place.between";
      }
      return field != null
          ? "approval.place.field"
          : text != null ? "approval.place.beside" : "approval.place.over";
    }

    List<String> about() {
      if (page != null) {
        return List.of(Integer.toString(Math.abs(page)));
      }
      if (title != null) {
        return List.of(title, String.valueOf(name));
      }
      return List.of(String.valueOf(field != null ? field : text != null ? text : signature));
    }
  }
}
