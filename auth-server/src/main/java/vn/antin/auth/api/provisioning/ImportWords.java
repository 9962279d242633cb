package vn.antin.auth.api.provisioning;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import vn.antin.auth.provisioning.spreadsheet.Change;
import vn.antin.auth.provisioning.spreadsheet.Column;
import vn.antin.auth.provisioning.spreadsheet.Export;
import vn.antin.auth.provisioning.spreadsheet.Reason;
import vn.antin.auth.provisioning.spreadsheet.RowView;

/** Says what an import has found in the reader's language. */
record ImportWords(MessageSource messages, Locale locale) {
  /** By the Accept-Language of the call; Vietnamese unless English is asked for first. */
  static ImportWords of(MessageSource messages, @Nullable String acceptLanguage) {
    String asked = Objects.requireNonNullElse(acceptLanguage, "").strip();
    boolean english = asked.toLowerCase(Locale.ROOT).startsWith("en");
    return new ImportWords(messages, Locale.of(english ? "en" : "vi"));
  }

  record ChangeItem(String field, String label, @Nullable String from, @Nullable String to) {}

  record ReasonItem(String code, @Nullable String column, String message) {}

  record RowItem(
      int row,
      @Nullable String kind,
      String displayName,
      @Nullable String username,
      @Nullable String unit,
      @Nullable UUID account,
      List<ChangeItem> changes,
      List<ReasonItem> reasons,
      boolean accepted,
      @Nullable String outcome) {}

  RowItem row(RowView row) {
    return new RowItem(
        row.position(),
        row.kind() == null ? null : row.kind().value(),
        row.displayName(),
        row.username(),
        row.unit(),
        row.account(),
        row.changes().stream().map(this::change).toList(),
        row.reasons().stream().map(this::reason).toList(),
        row.accepted(),
        row.outcome());
  }

  private ChangeItem change(Change change) {
    boolean status = change.field().equals(Column.STATUS.key());
    return new ChangeItem(
        change.field(),
        say("import.column." + change.field()),
        status ? status(change.from()) : change.from(),
        status ? status(change.to()) : change.to());
  }

  private @Nullable String status(@Nullable String status) {
    return status == null ? null : say("import.status." + status);
  }

  private ReasonItem reason(Reason reason) {
    String text = say("import.reason." + reason.code(), reason.values().toArray());
    return new ReasonItem(
        reason.code(),
        reason.column(),
        reason.column() == null ? text : say("import.column." + reason.column()) + ": " + text);
  }

  List<String> exportHeadings() {
    return Export.COLUMNS.stream().map(column -> say("import.column." + column.key())).toList();
  }

  /** The export's headings, and the number of the identity card, which an export never shows. */
  List<String> templateHeadings() {
    return Stream.concat(Export.COLUMNS.stream(), Stream.of(Column.NATIONAL_ID))
        .map(column -> say("import.column." + column.key()))
        .toList();
  }

  String say(String key, Object... values) {
    return messages.getMessage(key, values, locale);
  }
}
