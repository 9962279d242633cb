package vn.antin.admin.accounts;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A post as it was filled in.
 *
 * @param unit code or name as typed
 * @param unitId chosen among several; empty before
 * @param choices the units found when what was typed can mean several
 */
public record PostForm(
    String unit,
    String unitId,
    String title,
    String kind,
    String from,
    String until,
    boolean keepRoles,
    List<UnitChoice> choices) {
  public static final List<String> KINDS = List.of("main", "concurrent", "seconded", "acting");

  public PostForm {
    choices = List.copyOf(choices);
  }

  /** Nothing filled in but the first day. */
  static PostForm empty(String from) {
    return new PostForm("", "", "", "main", from, "", false, List.of());
  }

  PostForm among(List<UnitChoice> found) {
    return new PostForm(unit, unitId, title, kind, from, until, keepRoles, found);
  }

  public List<String> kinds() {
    return KINDS;
  }

  /** As the auth-server reads it. */
  Map<String, Object> document(String chosenUnit) {
    var document = new HashMap<String, Object>();
    document.put("unitId", chosenUnit);
    document.put("title", title.strip());
    document.put("kind", kind);
    if (!from.isBlank()) {
      document.put("from", from.strip());
    }
    if (!until.isBlank()) {
      document.put("until", until.strip());
    }
    return document;
  }
}
