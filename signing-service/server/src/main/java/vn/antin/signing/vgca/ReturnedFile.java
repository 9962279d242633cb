package vn.antin.signing.vgca;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.web.LimitedBody;

/**
 * The file of an upload: the first part with a file name of a form (RFC 7578), or the whole body
 * when it is no form. Read by hand, within a bound that follows the document: no part is written to
 * a disk, and none but the file is looked at.
 */
final class ReturnedFile {
  private static final int AROUND = 16 * 1024;
  private static final Pattern BOUNDARY =
      Pattern.compile("(?i)multipart/form-data;.*boundary=\"?([^\";,\\s]{1,70})\"?.*");
  private static final byte[] HEADERS_END = bytes("\r\n\r\n");

  private ReturnedFile() {}

  /**
   * The bytes of the file.
   *
   * @throws vn.antin.signing.problem.SigningException DOCUMENT_TOO_LARGE, or INVALID_REQUEST when
   *     there is no file
   */
  static byte[] read(HttpServletRequest request, long most) throws IOException {
    var body = LimitedBody.read(request, most + AROUND);
    var type = request.getContentType();
    var form = BOUNDARY.matcher(type == null ? "" : type);
    var file = form.matches() ? part(body, bytes("--" + form.group(1))) : body;
    if (file.length > most) {
      throw Problem.DOCUMENT_TOO_LARGE.because("more than " + most + " bytes");
    }
    return file;
  }

  private static byte[] part(byte[] body, byte[] boundary) {
    var start = find(body, boundary, 0);
    while (start >= 0) {
      var headers = start + boundary.length;
      var content = find(body, HEADERS_END, headers);
      var end = content < 0 ? -1 : find(body, boundary, content);
      if (end < 0) {
        break;
      }
      var text = new String(body, headers, content - headers, StandardCharsets.ISO_8859_1);
      if (text.toLowerCase(java.util.Locale.ROOT).contains("filename")) {
        var from = content + HEADERS_END.length;
        var to = end - 2; // the line break before a boundary is the boundary's
        if (to >= from && body[to] == '\r' && body[to + 1] == '\n') {
          return Arrays.copyOfRange(body, from, to);
        }
        break;
      }
      start = end;
    }
    throw Problem.INVALID_REQUEST.because("the form holds no file");
  }

  private static int find(byte[] body, byte[] wanted, int from) {
    for (var at = from; at <= body.length - wanted.length; at++) {
      if (Arrays.equals(body, at, at + wanted.length, wanted, 0, wanted.length)) {
        return at;
      }
    }
    return -1;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
