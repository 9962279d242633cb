package vn.antin.auth.provisioning.spreadsheet;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.account.NationalId;
import vn.antin.auth.account.PersonName;
import vn.antin.auth.account.Username;
import vn.antin.auth.provisioning.table.Cell;
import vn.antin.auth.provisioning.table.TableRow;

/** Reads one row under its headings; what cannot be read becomes a reason, never a guess. */
final class RowReading {
  private static final Pattern EMAIL =
      Pattern.compile("[^\\s@<>,;\"()]{1,64}@[^\\s@<>,;\"()]+\\.[^\\s@<>,;\"().]{2,}");
  private static final Pattern PHONE = Pattern.compile("\\+?[0-9]{8,15}");
  private static final Pattern CODE = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._/-]{0,63}");
  private static final Pattern USERNAME = Pattern.compile("[a-z0-9][a-z0-9._@-]{1,62}");
  private static final DateTimeFormatter DAY_FIRST =
      DateTimeFormatter.ofPattern("d/M/uuuu", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
  private static final LocalDate EARLIEST = LocalDate.of(1945, 9, 2);
  private static final Set<String> LEFT =
      Set.of(
          "nghi",
          "da nghi",
          "nghi viec",
          "da nghi viec",
          "thoi viec",
          "nghi huu",
          "da nghi huu",
          "chuyen di",
          "chuyen cong tac",
          "left",
          "retired",
          "leaving",
          "inactive");
  private static final Set<String> PRESENT =
      Set.of(
          "dang lam viec",
          "dang cong tac",
          "lam viec",
          "cong tac",
          "hoat dong",
          "dang hoat dong",
          "active",
          "working");
  private static final int LONGEST_TEXT = 300;

  private final Headings headings;
  private final TableRow row;
  private final List<Reason> reasons = new ArrayList<>();

  private RowReading(Headings headings, TableRow row) {
    this.headings = headings;
    this.row = row;
  }

  /**
   * What a row says.
   *
   * @param nationalId kept apart from the rest, as it is kept wrapped
   * @param reasons why it is refused; empty when it can be read
   */
  record Read(Wanted wanted, @Nullable NationalId nationalId, List<Reason> reasons) {}

  static Read of(Headings headings, TableRow row) {
    return new RowReading(headings, row).read();
  }

  private Read read() {
    PersonName name = name();
    NationalId nationalId = nationalId();
    Wanted wanted =
        new Wanted(
            name.family(),
            name.middle(),
            name.given(),
            matching(Column.OFFICIAL_CODE, CODE, "malformed"),
            username(),
            email(),
            phone(),
            text(Column.UNIT_CODE),
            text(Column.UNIT),
            text(Column.AGENCY),
            text(Column.POST),
            from(),
            leaving());
    if (reasons.isEmpty()
        && nationalId == null
        && wanted.officialCode() == null
        && wanted.username() == null) {
      reasons.add(Reason.of("no-key"));
    }
    return new Read(wanted, nationalId, List.copyOf(reasons));
  }

  private PersonName name() {
    PersonName name;
    if (headings.has(Column.FULL_NAME)) {
      name = PersonName.of(name(Column.FULL_NAME));
    } else {
      String before =
          headings.has(Column.FAMILY_AND_MIDDLE_NAME)
              ? name(Column.FAMILY_AND_MIDDLE_NAME)
              : name(Column.FAMILY_NAME) + " " + name(Column.MIDDLE_NAME);
      name = PersonName.of(before.strip() + " " + name(Column.GIVEN_NAME));
    }
    if (name.given().isEmpty() && reasons.isEmpty()) {
      reasons.add(Reason.of("no-name"));
    }
    return name;
  }

  private String name(Column column) {
    String text = text(column);
    if (text == null) {
      return "";
    }
    if (!Texts.isName(text)) {
      refuse(column, "not-a-name", text);
      return "";
    }
    return Texts.written(text);
  }

  /** A number that a spreadsheet took for a quantity has lost its leading zeros. */
  private @Nullable NationalId nationalId() {
    String text = text(Column.NATIONAL_ID);
    if (text == null) {
      return null;
    }
    boolean lostZeros = headings.cell(row, Column.NATIONAL_ID).kind() == Cell.Kind.NUMBER;
    String digits = text.replaceAll("[\\s.'’-]", "");
    if (lostZeros && digits.matches("[0-9]{9,11}")) {
      digits = "0".repeat(12 - digits.length()) + digits;
    }
    NationalId read = NationalId.read(digits).orElse(null);
    if (read == null) {
      // The cell is not repeated: it may be somebody's number with one digit too many.
      refuse(Column.NATIONAL_ID, "not-a-national-id");
    }
    return read;
  }

  private @Nullable String username() {
    String text = text(Column.USERNAME);
    return text == null
        ? null
        : checked(Column.USERNAME, new Username(text).value(), USERNAME, "malformed");
  }

  private @Nullable String email() {
    String text = text(Column.EMAIL);
    return text == null
        ? null
        : checked(Column.EMAIL, text.toLowerCase(Locale.ROOT), EMAIL, "not-an-address");
  }

  private @Nullable String phone() {
    String text = text(Column.PHONE);
    if (text == null) {
      return null;
    }
    String digits = text.replaceAll("[\\s.()'’-]", "");
    boolean lostZero = headings.cell(row, Column.PHONE).kind() == Cell.Kind.NUMBER;
    return checked(
        Column.PHONE, lostZero && digits.length() == 9 ? "0" + digits : digits, PHONE, "malformed");
  }

  private @Nullable LocalDate from() {
    String text = text(Column.FROM);
    if (text == null) {
      return null;
    }
    LocalDate date = date(text);
    if (date == null) {
      refuse(Column.FROM, "not-a-date", text);
    } else if (date.isBefore(EARLIEST) || date.getYear() > 2100) {
      refuse(Column.FROM, "unlikely-date", text);
    }
    return date;
  }

  private static @Nullable LocalDate date(String text) {
    try {
      return text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")
          ? LocalDate.parse(text)
          : LocalDate.parse(text.replaceAll("\\s*[-./]\\s*", "/"), DAY_FIRST);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private boolean leaving() {
    String text = text(Column.STATUS);
    if (text == null || PRESENT.contains(Plain.words(text))) {
      return false;
    }
    if (!LEFT.contains(Plain.words(text))) {
      refuse(Column.STATUS, "unknown-status", text);
    }
    return true;
  }

  private @Nullable String matching(Column column, Pattern form, String code) {
    String text = text(column);
    return text == null ? null : checked(column, text, form, code);
  }

  private @Nullable String checked(Column column, String text, Pattern form, String code) {
    if (form.matcher(text).matches()) {
      return text;
    }
    refuse(column, code, text);
    return null;
  }

  /** The cell as one line; null when there is none or when it cannot be taken as it is. */
  private @Nullable String text(Column column) {
    Cell cell = headings.cell(row, column);
    return switch (cell.kind()) {
      case FORMULA -> refused(column, "formula");
      case FAULT -> refused(column, "broken-cell");
      case TEXT, NUMBER, DATE -> line(column, cell);
    };
  }

  private @Nullable String line(Column column, Cell cell) {
    String line = Texts.line(cell.text());
    if (line.isEmpty()) {
      return null;
    }
    if (line.length() > LONGEST_TEXT) {
      return refused(column, "too-long");
    }
    return cell.kind() == Cell.Kind.TEXT && Texts.inOldFont(line)
        ? refused(column, "old-font", line)
        : line;
  }

  private @Nullable String refused(Column column, String code, String... values) {
    refuse(column, code, values);
    return null;
  }

  private void refuse(Column column, String code, String... values) {
    reasons.add(Reason.in(column, code, values));
  }
}
