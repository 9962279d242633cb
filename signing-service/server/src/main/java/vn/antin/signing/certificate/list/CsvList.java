package vn.antin.signing.certificate.list;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.dataformat.csv.CsvFactory;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvReadFeature;
import tools.jackson.dataformat.csv.CsvSchema;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.problem.SigningException;

/**
 * Reads a list from a table (RFC 4180) in UTF-8, or in UTF-16 with its mark, with the separator of
 * its headings: comma, semicolon or tab. Columns are known by their headings, in Vietnamese or
 * English and in any order; others are passed over.
 */
public final class CsvList {
  private static final int MOST_COLUMNS = 100;
  private static final int LONGEST_CELL = 200_000;
  private static final Set<String> USERNAME = Set.of("username", "ten dang nhap", "tai khoan");
  private static final Set<String> UNIT = Set.of("unit", "unit code", "ma don vi");
  private static final Set<String> CERTIFICATE = Set.of("certificate", "chung thu so");
  private static final Set<String> FILE = Set.of("file", "tep", "ten tep");

  /** Where the columns are; −1 for one that is not there. */
  private record Columns(int username, int unit, int certificate, int file) {}

  private CsvList() {}

  /**
   * Hands the lines over, one by one.
   *
   * @param rows most lines
   * @throws SigningException LIST_REFUSED, which shows a reason and where it can the row
   */
  public static void read(byte[] file, int rows, Consumer<ListedCertificate> lines) {
    read(file, rows, _ -> null, lines);
  }

  /** The same with files beside the table, by their names as {@link ZipList#key} writes them. */
  static void read(
      byte[] file,
      int rows,
      Function<String, @Nullable String> files,
      Consumer<ListedCertificate> lines) {
    var text = text(file);
    var mapper =
        CsvMapper.builder(
                CsvFactory.builder()
                    .streamReadConstraints(
                        StreamReadConstraints.builder().maxStringLength(LONGEST_CELL).build())
                    .build())
            .enable(CsvReadFeature.WRAP_AS_ARRAY)
            .build();
    var schema = CsvSchema.emptySchema().withColumnSeparator(separator(text));
    var number = 0;
    try (var parser = mapper.reader().with(schema).createParser(text)) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        throw refused("headings-missing", 1);
      }
      Columns columns = null;
      var found = 0;
      while (parser.nextToken() == JsonToken.START_ARRAY) {
        number++;
        var cells = cells(parser, number);
        if (columns == null) {
          columns = columns(cells);
        } else if (!cells.stream().allMatch(String::isBlank)) {
          if (++found > rows) {
            throw refused("too-many-rows", number).showing("most", rows);
          }
          lines.accept(line(number, cells, columns, files));
        }
      }
      if (found == 0) {
        throw refused(columns == null ? "headings-missing" : "empty", number);
      }
    } catch (JacksonException e) {
      throw Problem.LIST_REFUSED
          .because("row " + (number + 1) + " is no CSV or has a cell that is too long", e)
          .showing("reason", "not-csv")
          .showing("row", number + 1);
    }
  }

  private static List<String> cells(JsonParser parser, int row) {
    var cells = new ArrayList<String>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() == null || cells.size() == MOST_COLUMNS) {
        throw refused("too-many-columns", row);
      }
      var cell = parser.getString();
      cells.add(cell == null ? "" : cell);
    }
    return cells;
  }

  private static Columns columns(List<String> headings) {
    var plain = headings.stream().map(CsvList::plain).toList();
    var columns =
        new Columns(at(plain, USERNAME), at(plain, UNIT), at(plain, CERTIFICATE), at(plain, FILE));
    if ((columns.certificate() < 0 && columns.file() < 0)
        || (columns.username() < 0 && columns.unit() < 0)) {
      throw refused("headings-missing", 1);
    }
    return columns;
  }

  private static int at(List<String> headings, Set<String> names) {
    var found = headings.stream().filter(names::contains).toList();
    if (found.size() > 1) {
      throw refused("headings-twice", 1);
    }
    return found.isEmpty() ? -1 : headings.indexOf(found.getFirst());
  }

  private static ListedCertificate line(
      int number, List<String> cells, Columns columns, Function<String, @Nullable String> files) {
    var certificates = cell(cells, columns.certificate());
    var name = ZipList.key(cell(cells, columns.file()));
    var beside = certificates.isBlank() && !name.isEmpty() ? files.apply(name) : null;
    return ListedCertificate.of(
        number,
        cell(cells, columns.username()),
        cell(cells, columns.unit()),
        beside == null ? certificates : beside);
  }

  private static String cell(List<String> cells, int column) {
    return column >= 0 && column < cells.size() ? cells.get(column) : "";
  }

  /** Without capitals, marks and needless spaces. */
  private static String plain(String heading) {
    return Normalizer.normalize(heading.replace('đ', 'd').replace('Đ', 'd'), Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .replace('_', ' ')
        .strip()
        .replaceAll("\\s+", " ")
        .toLowerCase(Locale.ROOT);
  }

  private static String text(byte[] file) {
    if (starts(file, 0xEF, 0xBB, 0xBF)) {
      return decoded(file, 3, StandardCharsets.UTF_8);
    }
    if (starts(file, 0xFF, 0xFE)) {
      return decoded(file, 2, StandardCharsets.UTF_16LE);
    }
    if (starts(file, 0xFE, 0xFF)) {
      return decoded(file, 2, StandardCharsets.UTF_16BE);
    }
    return decoded(file, 0, StandardCharsets.UTF_8);
  }

  private static boolean starts(byte[] file, int... mark) {
    for (var i = 0; i < mark.length; i++) {
      if (i >= file.length || (file[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  private static String decoded(byte[] file, int from, Charset charset) {
    try {
      var text =
          charset.newDecoder().decode(ByteBuffer.wrap(file, from, file.length - from)).toString();
      if (text.indexOf('\0') >= 0) {
        throw refused("encoding", 1);
      }
      return text;
    } catch (CharacterCodingException e) {
      throw Problem.LIST_REFUSED
          .because("neither UTF-8 nor UTF-16 with its mark", e)
          .showing("reason", "encoding");
    }
  }

  /** The one that stands most often outside quotes in the first line. */
  private static char separator(String text) {
    var candidates = new char[] {',', ';', '\t'};
    var found = new int[candidates.length];
    var quoted = false;
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      quoted ^= c == '"';
      if (!quoted && (c == '\n' || c == '\r') && i > 0) {
        break;
      }
      for (var k = 0; k < candidates.length; k++) {
        found[k] += !quoted && c == candidates[k] ? 1 : 0;
      }
    }
    var best = 0;
    for (var k = 1; k < candidates.length; k++) {
      best = found[k] > found[best] ? k : best;
    }
    return candidates[best];
  }

  private static SigningException refused(String reason, int row) {
    return Problem.LIST_REFUSED
        .because(reason + " at row " + row)
        .showing("reason", reason)
        .showing("row", row);
  }
}
