package vn.antin.signing.certificate.list;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.problem.SigningException;

/**
 * Reads a list whose certificates are files beside it, all in one archive: a table, and what its
 * column of file names speaks of, each in one line. Folders do not count. Nothing is written to
 * disk.
 */
public final class ZipList {
  private static final int LONGEST_CERTIFICATES = 150_000;

  private byte @Nullable [] table;
  private final Map<String, @Nullable String> files = new HashMap<>();

  private ZipList() {}

  /**
   * Hands the lines over, one by one.
   *
   * @param rows most lines, and most files beside the table
   * @param bytes most bytes once unpacked
   * @throws SigningException LIST_REFUSED, which shows a reason
   */
  public static void read(byte[] archive, int rows, long bytes, Consumer<ListedCertificate> lines) {
    var list = new ZipList();
    list.unpack(archive, rows, bytes);
    var table = list.table;
    if (table == null) {
      throw refused("table-missing", "no .csv in the archive");
    }
    CsvList.read(table, rows, list::named, lines);
  }

  /** A file serves one line: else a small archive could be made into any number of long lines. */
  private @Nullable String named(String name) {
    if (!files.containsKey(name)) {
      return null;
    }
    var text = files.put(name, null);
    if (text == null) {
      throw refused("file-named-twice", "two lines name one file");
    }
    return text;
  }

  private void unpack(byte[] archive, int rows, long bytes) {
    var left = bytes;
    try (var zip = new ZipInputStream(new ByteArrayInputStream(archive), StandardCharsets.UTF_8)) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        var content = zip.readNBytes(Math.toIntExact(Math.min(left + 1, Integer.MAX_VALUE - 8)));
        left -= content.length;
        if (left < 0 || files.size() > rows) {
          throw refused("too-much", "more files or bytes than allowed");
        }
        if (!entry.isDirectory()) {
          keep(key(entry.getName()), content);
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      throw Problem.LIST_REFUSED.because("no archive can be read", e).showing("reason", "not-zip");
    }
  }

  private void keep(String name, byte[] content) {
    if (name.endsWith(".csv")) {
      if (table != null) {
        throw refused("table-twice", "more than one .csv in the archive");
      }
      table = content;
    } else if (files.put(name, text(content)) != null) {
      throw refused("file-twice", "two files of one name");
    }
  }

  /** PEM as it is, all else in base64; what is too long for certificates becomes no certificate. */
  private static String text(byte[] content) {
    if (content.length > LONGEST_CERTIFICATES) {
      return "-";
    }
    var text = new String(content, StandardCharsets.ISO_8859_1);
    return text.contains("-----BEGIN") ? text : Base64.getEncoder().encodeToString(content);
  }

  /** A file's name without its folder, as the column may write it. */
  static String key(String name) {
    return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
        .strip()
        .toLowerCase(Locale.ROOT);
  }

  private static SigningException refused(String reason, String why) {
    return Problem.LIST_REFUSED.because(why).showing("reason", reason);
  }
}
