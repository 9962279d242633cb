package vn.antin.signing.engine.validation.coverage;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.PdfInspection.Permissions;
import vn.antin.signing.engine.pdf.FieldLock;
import vn.antin.signing.engine.pdf.PdfField;
import vn.antin.signing.engine.pdf.PdfFile;
import vn.antin.signing.engine.pdf.object.PdfArray;
import vn.antin.signing.engine.pdf.object.PdfBoolean;
import vn.antin.signing.engine.pdf.object.PdfDictionary;
import vn.antin.signing.engine.pdf.object.PdfNull;
import vn.antin.signing.engine.pdf.object.PdfObject;
import vn.antin.signing.engine.pdf.object.PdfReference;
import vn.antin.signing.engine.pdf.object.PdfStream;
import vn.antin.signing.engine.validation.coverage.Addition.Kind;

/**
 * Compares a PDF with what it was when it was signed, object by object, and tells what was added.
 *
 * <p>Nothing is believed harmless because it is unknown: a changed object passes only where its
 * role allows it (ISO 32000-1 sections 12.8.2.2 and 12.8.2.4, ETSI EN 319 142-1), and a new one
 * only where such a change refers to it. So content that is hidden, replaced or brought back by an
 * update is seen whichever way it was done, be it by other objects, another catalog, or objects
 * that the signed document refers to without having them.
 */
final class PdfComparison {

  private static final Set<String> HARMLESS_IN_CATALOG = Set.of("Version", "Extensions", "Type");
  private static final Set<String> HARMLESS_IN_PAGE =
      Set.of("Tabs", "StructParents", "LastModified");
  private static final Set<String> FILLED = Set.of("V", "AS", "AP", "I", "RV", "M", "MK");
  private static final Set<String> SIGNED = Set.of("V", "AP", "M", "MK", "F", "P", "DA", "Type");

  private final PdfFile before;
  private final PdfFile after;
  private final PdfValues values;
  private final PdfRoles roles;
  private final PdfContent content;
  private final LaterSignatures later;
  private final Permissions permissions;
  private final List<FieldLock> locks;
  private final Set<Integer> explained = new HashSet<>();
  private final Set<Addition> found = new LinkedHashSet<>();

  PdfComparison(PdfFile before, PdfFile after, LaterSignatures.Listed listed) {
    this.before = before;
    this.after = after;
    this.values = new PdfValues(before, after);
    this.roles = new PdfRoles(before);
    this.content = new PdfContent(before);
    this.later = new LaterSignatures(before, after, listed);
    this.permissions = before.permissions();
    this.locks = before.locks();
  }

  List<Addition> additions() {
    List<Integer> moved = after.movedSince(before);
    Set<Integer> structureBefore = before.structure();
    Set<Integer> structureNow = after.structure();
    explain(after.trailer().get("Info"));
    if (after.trailer().get("Root") instanceof PdfReference(int root, int _)) {
      explained.add(root);
    }
    catalog(before.catalog(), after.catalog());
    for (int number : moved) {
      PdfObject old = before.object(number);
      PdfObject now = after.object(number);
      boolean structure = structureBefore.contains(number) && !content.shows(number);
      if (!(old instanceof PdfNull) && !structure && !values.same(old, now)) {
        judge(number, old, now);
      }
    }
    for (int number : moved) {
      PdfObject now = after.object(number);
      if (before.object(number) instanceof PdfNull
          && !(now instanceof PdfNull)
          && (content.lacks(number)
              || !(structureNow.contains(number) || explained.contains(number)))) {
        add(Kind.CONTENT, type(now), false);
      }
    }
    return List.copyOf(found);
  }

  private void judge(int number, PdfObject old, PdfObject now) {
    PdfRoles.Role role = roles.of(number).orElse(null);
    if (content.shows(number) && mayDiffer(role)) {
      add(Kind.CONTENT, type(old), false);
      return;
    }
    switch (role) {
      case PdfRoles.Catalog _ -> {} // compared by itself, since it may have moved
      case PdfRoles.Form _ -> form(dictionary(old), dictionary(now));
      case PdfRoles.FormResources(boolean all) -> {
        if (all) {
          resources(old, now);
        } else {
          resourcesOfKind(old, now);
        }
      }
      case PdfRoles.FieldList _ -> fieldList(items(old), items(now));
      case PdfRoles.OfField(PdfField field) -> field(field, dictionary(old), dictionary(now));
      case PdfRoles.AppearanceOf(PdfField field) -> appearance(field, now);
      case PdfRoles.SignatureOf(PdfField field) -> add(Kind.FIELD, field.name(), false);
      case PdfRoles.Page(int page) -> page(page, dictionary(old), dictionary(now));
      case PdfRoles.AnnotationList(int page) -> annotations(page, items(old), items(now));
      case PdfRoles.Metadata _ -> {
        explain(now);
        add(Kind.METADATA, "", true);
      }
      case PdfRoles.ValidationData _ -> {
        explain(now);
        add(Kind.VALIDATION_DATA, "", true);
      }
      case null ->
          add(isPages(old) ? Kind.PAGE : Kind.CONTENT, isPages(old) ? "" : type(old), false);
    }
  }

  /** Roles in which something may change that no page could show. */
  private static boolean mayDiffer(PdfRoles.@Nullable Role role) {
    return role instanceof PdfRoles.Metadata
        || role instanceof PdfRoles.ValidationData
        || role instanceof PdfRoles.AppearanceOf
        || role instanceof PdfRoles.FormResources
        || role instanceof PdfRoles.Catalog;
  }

  private void catalog(PdfDictionary old, PdfDictionary now) {
    for (String name : values.differing(old, now)) {
      switch (name) {
        case "DSS" -> {
          explain(now.get(name));
          add(Kind.VALIDATION_DATA, "", true);
        }
        case "Metadata" -> {
          explain(now.get(name));
          add(Kind.METADATA, "", true);
        }
        case "AcroForm" -> {
          if (now.get(name) instanceof PdfReference(int number, int _)) {
            explained.add(number);
          }
          form(before.dictionary(old.get(name)), after.dictionary(now.get(name)));
        }
        case "Perms" -> {
          boolean certifiedLater = !old.has(name);
          explain(now.get(name));
          add(Kind.CATALOG, name, certifiedLater);
        }
        default -> {
          if (!HARMLESS_IN_CATALOG.contains(name)) {
            add(Kind.CATALOG, name, false);
          }
          explain(now.get(name));
        }
      }
    }
  }

  private void form(PdfDictionary old, PdfDictionary now) {
    for (String name : values.differing(old, now)) {
      switch (name) {
        case "Fields" -> {
          if (now.get(name) instanceof PdfReference(int number, int _)) {
            explained.add(number);
          }
          fieldList(before.array(old.get(name)), after.array(now.get(name)));
        }
        case "SigFlags" -> {}
        case "DR" -> resources(before.resolve(old.get(name)), after.resolve(now.get(name)));
        case "NeedAppearances" -> {
          if (after.resolve(now.get(name)) instanceof PdfBoolean(boolean needed) && needed) {
            add(Kind.CATALOG, name, false);
          }
        }
        default -> {
          boolean first = before.array(old.get("Fields")).isEmpty() && !old.has(name);
          explain(now.get(name));
          add(Kind.CATALOG, "AcroForm/" + name, first && (name.equals("DA") || name.equals("Q")));
        }
      }
    }
  }

  /** Fonts for later fields may come, those that are there may not change. */
  private void resources(PdfObject old, PdfObject now) {
    PdfDictionary oldKinds = before.dictionary(old);
    PdfDictionary newKinds = after.dictionary(now);
    for (String kind : values.differing(oldKinds, newKinds)) {
      PdfObject newKind = newKinds.get(kind);
      if (newKind instanceof PdfReference(int number, int _)) {
        explained.add(number);
      }
      resourcesOfKind(before.resolve(oldKinds.get(kind)), after.resolve(newKind));
    }
  }

  private void resourcesOfKind(PdfObject old, PdfObject now) {
    PdfDictionary had = before.dictionary(old);
    PdfDictionary has = after.dictionary(now);
    for (String name : values.differing(had, has)) {
      explain(has.get(name));
      if (had.has(name)) {
        add(Kind.APPEARANCE, name, false);
      }
    }
  }

  private void fieldList(List<PdfObject> old, List<PdfObject> now) {
    if (!now.containsAll(old)) {
      add(Kind.FIELD, "", false);
    }
    now.stream().filter(field -> !old.contains(field)).forEach(this::newField);
  }

  private void newField(PdfObject added) {
    explain(added);
    PdfDictionary dictionary = after.dictionary(added);
    PdfField field = later.field(added).orElse(null);
    if (field == null) {
      add(Kind.FIELD, after.text(dictionary.get("T")), false);
    } else if (after.resolve(field.value()) instanceof PdfDictionary value) {
      signed(field, value, permissions == Permissions.ANY_CHANGE);
    } else {
      add(Kind.FIELD, field.name(), permissions == Permissions.ANY_CHANGE && !dictionary.has("AP"));
    }
  }

  private void signed(PdfField field, PdfDictionary value, boolean allowed) {
    boolean stamp = later.isStamp(value);
    add(
        stamp ? Kind.TIMESTAMP : Kind.SIGNATURE,
        stamp ? "" : field.name(),
        (stamp || allowed) && later.vouchedFor(field));
  }

  private void field(PdfField field, PdfDictionary old, PdfDictionary now) {
    Set<String> names = values.differing(old, now);
    names.forEach(name -> explain(now.get(name)));
    if (!field.type().equals("Sig")) {
      add(
          FILLED.containsAll(names) ? Kind.FORM_VALUE : Kind.FIELD,
          field.name(),
          FILLED.containsAll(names) && mayFill(field.name()));
    } else if (field.value() == null
        && SIGNED.containsAll(names)
        && after.resolve(now.get("V")) instanceof PdfDictionary value) {
      boolean free = permissions != Permissions.NO_CHANGE && !locked(field.name());
      later
          .field(field.reference() == null ? now : field.reference())
          .ifPresentOrElse(
              filled -> signed(filled, value, free), () -> add(Kind.FIELD, field.name(), false));
    } else if (field.value() != null || !SIGNED.containsAll(names) || !signedNow(field)) {
      add(names.contains("AP") ? Kind.APPEARANCE : Kind.FIELD, field.name(), false);
    }
  }

  private void appearance(PdfField field, PdfObject now) {
    explain(now);
    if (!field.type().equals("Sig")) {
      add(Kind.FORM_VALUE, field.name(), mayFill(field.name()));
    } else if (field.value() != null || !signedNow(field)) {
      add(Kind.APPEARANCE, field.name(), false);
    }
  }

  private boolean signedNow(PdfField field) {
    return field.reference() != null
        && later.field(field.reference()).filter(later::vouchedFor).isPresent();
  }

  /** Values count as allowed only where a certification says so; otherwise nobody vouches. */
  private boolean mayFill(String field) {
    return permissions != Permissions.ANY_CHANGE
        && permissions != Permissions.NO_CHANGE
        && !locked(field);
  }

  private boolean locked(String field) {
    return locks.stream().anyMatch(lock -> lock.locks(field));
  }

  private void page(int page, PdfDictionary old, PdfDictionary now) {
    for (String name : values.differing(old, now)) {
      if (name.equals("Annots")) {
        if (now.get(name) instanceof PdfReference(int number, int _)) {
          explained.add(number);
        }
        annotations(page, before.array(old.get(name)), after.array(now.get(name)));
      } else if (!HARMLESS_IN_PAGE.contains(name)) {
        add(Kind.PAGE, Integer.toString(page), false);
      }
    }
  }

  private void annotations(int page, List<PdfObject> old, List<PdfObject> now) {
    if (!now.containsAll(old)) {
      add(Kind.ANNOTATION, Integer.toString(page), false);
    }
    for (PdfObject added : now) {
      if (!old.contains(added) && !later.isWidget(added)) {
        add(Kind.ANNOTATION, Integer.toString(page), false);
      }
      explain(added);
    }
  }

  /** New objects that an allowed change refers to are a part of it. */
  private void explain(@Nullable PdfObject value) {
    switch (value) {
      case null -> {}
      case PdfReference(int number, int _) -> {
        if (before.object(number) instanceof PdfNull && explained.add(number)) {
          explain(after.object(number));
        }
      }
      case PdfArray(List<PdfObject> items) -> items.forEach(this::explain);
      case PdfDictionary dictionary ->
          new ArrayList<>(dictionary.names()).forEach(name -> explain(dictionary.get(name)));
      case PdfStream stream -> explain(stream.dictionary());
      default -> {}
    }
  }

  private void add(Kind kind, String what, boolean allowed) {
    found.add(new Addition(kind, what, allowed));
  }

  private PdfDictionary dictionary(PdfObject object) {
    return after.dictionary(object);
  }

  private static List<PdfObject> items(PdfObject object) {
    return object instanceof PdfArray(List<PdfObject> items) ? items : List.of();
  }

  private boolean isPages(PdfObject object) {
    return object instanceof PdfDictionary node && before.name(node.get("Type")).equals("Pages");
  }

  private String type(PdfObject object) {
    PdfDictionary about = after.dictionary(object);
    String subtype = after.name(about.get("Subtype"));
    return subtype.isEmpty() ? after.name(about.get("Type")) : subtype;
  }
}
