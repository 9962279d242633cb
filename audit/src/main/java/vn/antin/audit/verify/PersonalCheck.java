package vn.antin.audit.verify;

import java.util.HexFormat;
import java.util.Map;
import vn.antin.audit.json.Json;
import vn.antin.audit.proof.Entry;
import vn.antin.audit.proof.Hash;
import vn.antin.audit.proof.PersonalField;
import vn.antin.audit.verify.Finding.Kind;

/** Compares the personal fields beside a row with what the row committed to. */
final class PersonalCheck {
  private final Findings findings;
  private long erased;

  PersonalCheck(Findings findings) {
    this.findings = findings;
  }

  void check(Entry entry, Json.Members row) {
    Map<String, Json> fields = row.has("personal") ? row.members("personal").values() : Map.of();
    fields.forEach((name, field) -> check(entry, name, field));
    erased += entry.commitments().keySet().stream().filter(n -> !fields.containsKey(n)).count();
  }

  /** Fields whose commitment stands while the value is gone, as it should be after erasing. */
  long erased() {
    return erased;
  }

  private void check(Entry entry, String name, Json field) {
    Hash committed = entry.commitments().get(name);
    if (committed == null) {
      findings.add(
          Kind.PERSONAL_EDITED,
          "The personal field \"%s\" beside row %d was inserted".formatted(name, entry.id()));
    } else if (!matches(name, field, committed)) {
      findings.add(
          Kind.PERSONAL_EDITED,
          "The personal field \"%s\" beside row %d was edited".formatted(name, entry.id()));
    }
  }

  private static boolean matches(String name, Json field, Hash committed) {
    try {
      return field instanceof Json.Members members
          && new PersonalField(
                  name, HexFormat.of().parseHex(members.text("salt")), members.text("value"))
              .commitment()
              .equals(committed);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
