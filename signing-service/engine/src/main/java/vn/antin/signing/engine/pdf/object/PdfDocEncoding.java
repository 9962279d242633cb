package vn.antin.signing.engine.pdf.object;

/** PDFDocEncoding (ISO 32000-1 Annex D.2): ISO 8859-1 but for these positions. */
final class PdfDocEncoding {

  private static final String FROM_18 = "\u02d8\u02c7\u02c6\u02d9\u02dd\u02db\u02da\u02dc";
  private static final String FROM_80 =
      "\u2022\u2020\u2021\u2026\u2014\u2013\u0192\u2044\u2039\u203a\u2212\u2030\u201e\u201c\u201d"
          + "\u2018\u2019\u201a\u2122\ufb01\ufb02\u0141\u0152\u0160\u0178\u017d\u0131\u0142\u0153"
          + "\u0161\u017e\ufffd\u20ac";

  private PdfDocEncoding() {}

  static String decode(byte[] bytes) {
    StringBuilder text = new StringBuilder(bytes.length);
    for (byte each : bytes) {
      int code = each & 0xff;
      if (code >= 0x18 && code < 0x20) {
        text.append(FROM_18.charAt(code - 0x18));
      } else if (code >= 0x80 && code <= 0xa0) {
        text.append(FROM_80.charAt(code - 0x80));
      } else {
        text.append((char) code);
      }
    }
    return text.toString();
  }
}
