package vn.antin.admin.upload;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/** Names of documents, as they come from a browser and as they go back to one. */
public final class DocumentName {
  private static final int LONGEST = 200;

  private DocumentName() {}

  /** The last part of a path, in NFC, without control characters; empty for none. */
  public static String clean(@Nullable String given) {
    if (given == null) {
      return "";
    }
    var last = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
    // Cc control, Cf format (also the marks that reverse the reading direction).
    var visible =
        Normalizer.normalize(last, Normalizer.Form.NFC).replaceAll("[\\p{Cc}\\p{Cf}]", "");
    return visible.length() <= LONGEST ? visible : visible.substring(visible.length() - LONGEST);
  }

  /** {@code Quyết định 12.pdf} with the mark "đã ký" gives {@code Quyết định 12 (đã ký).pdf}. */
  public static String marked(String name, String mark) {
    int dot = name.lastIndexOf('.');
    var stem = dot > 0 ? name.substring(0, dot) : name;
    return stem + " (" + mark + ").pdf";
  }

  /** {@code Content-Disposition} of a download: RFC 6266 with both forms of the name. */
  public static String attachment(String name) {
    return "attachment; filename=\""
        + ascii(name)
        + "\"; filename*=UTF-8''"
        + UriUtils.encode(name, UTF_8);
  }

  /** The name without marks, for programs that read no {@code filename*}. */
  private static String ascii(String name) {
    return Normalizer.normalize(name.replace('đ', 'd').replace('Đ', 'D'), Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .replaceAll("[^\\x20-\\x7e]|[\"\\\\%]", "_");
  }
}
