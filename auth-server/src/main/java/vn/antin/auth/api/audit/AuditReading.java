package vn.antin.auth.api.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.antin.auth.account.AccountId;

/** Entries with the names a reader may know, and without the ids they may not. */
@Component
final class AuditReading {
  private static final Pattern ID =
      Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final String LEFT_OUT = "…";

  private final AuditEntries entries;

  AuditReading(AuditEntries entries) {
    this.entries = entries;
  }

  boolean reads(AccountId caller) {
    return entries.reads(caller);
  }

  List<AuditRow> find(AccountId caller, AuditQuestion question, @Nullable Long before, int limit) {
    List<AuditEntries.Stored> found = entries.find(caller, question, before, limit);
    Set<UUID> ids = new TreeSet<>();
    for (AuditEntries.Stored entry : found) {
      List<String> texts = new ArrayList<>(entry.facts().values());
      texts.addAll(entry.personal().values());
      texts.add(entry.actor() == null ? "" : entry.actor());
      texts.add(entry.object() == null ? "" : entry.object());
      texts.forEach(text ->
          ID.matcher(text).results().forEach(match -> ids.add(UUID.fromString(match.group()))));
    }
    Map<String, @Nullable String> names = entries.names(caller, List.copyOf(ids));
    return found.stream().map(entry -> row(entry, names)).toList();
  }

  private static AuditRow row(AuditEntries.Stored entry, Map<String, @Nullable String> names) {
    String actor = known(entry.actor(), names);
    String object = known(entry.object(), names);
    boolean foreignObject = object == null && entry.object() != null;
    boolean foreignActor = actor == null && entry.actor() != null;
    Map<String, String> facts = without(entry.facts(), names);
    // What names a person names the one it was done to.
    Map<String, String> personal = foreignObject ? Map.of() : without(entry.personal(), names);
    return new AuditRow(
        entry.id(),
        entry.at(),
        entry.kind(),
        actor,
        actor == null ? null : names.get(actor),
        object,
        object == null ? null : names.get(object),
        facts,
        personal,
        foreignActor || foreignObject,
        entry.sealed());
  }

  private static @Nullable String known(@Nullable String id, Map<String, @Nullable String> names) {
    return id == null || outside(id, names) ? null : id;
  }

  private static Map<String, String> without(
      Map<String, String> texts, Map<String, @Nullable String> names) {
    Map<String, String> told = new LinkedHashMap<>();
    texts.forEach((name, text) ->
        told.put(
            name,
            ID.matcher(text)
                .replaceAll(match ->
                    Matcher.quoteReplacement(
                        outside(match.group(), names) ? LEFT_OUT : match.group()))));
    return told;
  }

  /** An official, unit or post that is there, but not for this reader. */
  private static boolean outside(String id, Map<String, @Nullable String> names) {
    String known = id.toLowerCase(Locale.ROOT);
    return names.containsKey(known) && names.get(known) == null;
  }
}
