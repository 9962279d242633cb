package vn.antin.auth.provisioning.spreadsheet;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a column of a file tells, found by its heading in Vietnamese or English. */
public enum Column {
  FULL_NAME("ho va ten", "ho ten", "ho va ten day du", "ten day du", "full name", "name"),
  FAMILY_AND_MIDDLE_NAME("ho va ten dem", "ho va chu dem", "ho dem", "ho lot", "ho va ten lot"),
  FAMILY_NAME("ho", "family name", "last name", "surname"),
  MIDDLE_NAME("ten dem", "chu dem", "ten lot", "dem", "middle name"),
  GIVEN_NAME("ten", "ten goi", "given name", "first name"),
  NATIONAL_ID(
      "so dinh danh",
      "so dinh danh ca nhan",
      "ma dinh danh ca nhan",
      "so cccd",
      "cccd",
      "so can cuoc",
      "can cuoc",
      "so can cuoc cong dan",
      "can cuoc cong dan",
      "cccd so dinh danh",
      "so cccd so dinh danh ca nhan",
      "national id",
      "citizen id",
      "personal id"),
  OFFICIAL_CODE(
      "ma can bo",
      "ma cong chuc",
      "ma vien chuc",
      "ma cbcc",
      "ma cbccvc",
      "ma cccvc",
      "ma can bo cong chuc",
      "ma so",
      "ma so can bo",
      "so hieu",
      "so hieu cong chuc",
      "so hieu cbcc",
      "so hieu can bo cong chuc",
      "ma nhan vien",
      "official code",
      "employee number",
      "employee id",
      "staff code"),
  USERNAME(
      "ten dang nhap", "tai khoan", "ten tai khoan", "user name", "username", "account", "login"),
  EMAIL("email", "e mail", "thu dien tu", "dia chi email", "hop thu cong vu", "mail"),
  PHONE("dien thoai", "so dien thoai", "di dong", "so di dong", "sdt", "phone", "mobile"),
  UNIT_CODE(
      "ma don vi",
      "ma dinh danh don vi",
      "ma co quan",
      "ma dinh danh co quan",
      "ma dinh danh dien tu",
      "ma phong ban",
      "unit code",
      "organisation identifier",
      "organization identifier",
      "department code"),
  UNIT(
      "don vi",
      "ten don vi",
      "don vi cong tac",
      "noi cong tac",
      "phong",
      "phong ban",
      "phong ban don vi",
      "unit",
      "department",
      "division"),
  AGENCY(
      "co quan",
      "ten co quan",
      "co quan cong tac",
      "co quan chu quan",
      "don vi cap tren",
      "agency"),
  POST(
      "chuc vu",
      "chuc danh",
      "chuc vu chuc danh",
      "chuc danh chuc vu",
      "vi tri",
      "vi tri viec lam",
      "post",
      "position",
      "title",
      "job title"),
  FROM(
      "tu ngay",
      "ngay bat dau",
      "ngay bo nhiem",
      "ngay nhan cong tac",
      "ngay hieu luc",
      "hieu luc tu",
      "from",
      "start date",
      "effective date"),
  STATUS("trang thai", "tinh trang", "tinh trang cong tac", "status");

  @SuppressWarnings("ImmutableEnumChecker") // Set.of is
  private final Set<String> headings;

  Column(String... headings) {
    this.headings = Set.of(headings);
  }

  /** The column that a heading names; empty when it names none of ours. */
  static Optional<Column> named(String heading) {
    String words = Plain.words(heading);
    return Arrays.stream(values()).filter(column -> column.headings.contains(words)).findFirst();
  }

  /** The name in documents and message keys: {@code official-code}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
