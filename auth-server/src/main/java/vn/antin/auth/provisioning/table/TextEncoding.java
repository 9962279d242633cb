package vn.antin.auth.provisioning.table;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Finds out how a text file was saved: a byte order mark decides; zero bytes give UTF-16 away; what
 * is correct UTF-8 is UTF-8; the rest is Windows-1258, as Vietnamese Windows saves "ANSI" text.
 */
final class TextEncoding {
  private static final Charset WINDOWS_1258 = Charset.forName("windows-1258");
  private static final int SAMPLE = 4096;

  private TextEncoding() {}

  static String decode(byte[] file) throws TableRefused {
    if (starts(file, 0xEF, 0xBB, 0xBF)) {
      return strict(file, 3, StandardCharsets.UTF_8);
    }
    if (starts(file, 0xFF, 0xFE)) {
      return strict(file, 2, StandardCharsets.UTF_16LE);
    }
    if (starts(file, 0xFE, 0xFF)) {
      return strict(file, 2, StandardCharsets.UTF_16BE);
    }
    int even = 0;
    int odd = 0;
    for (int i = 0; i < Math.min(file.length, SAMPLE); i++) {
      if (file[i] == 0) {
        if (i % 2 == 0) {
          even++;
        } else {
          odd++;
        }
      }
    }
    if (even + odd > 0) {
      return strict(file, 0, odd > even ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE);
    }
    try {
      return checked(decoded(file, 0, StandardCharsets.UTF_8));
    } catch (CharacterCodingException e) {
      return strict(file, 0, WINDOWS_1258);
    }
  }

  private static boolean starts(byte[] file, int... mark) {
    for (int i = 0; i < mark.length; i++) {
      if (i >= file.length || (file[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  private static String strict(byte[] file, int from, Charset charset) throws TableRefused {
    try {
      return checked(decoded(file, from, charset));
    } catch (CharacterCodingException e) {
      throw new TableRefused(TableRefused.Reason.NOT_A_TABLE, "not " + charset, e);
    }
  }

  private static String checked(String text) throws TableRefused {
    if (text.chars().anyMatch(c -> c < ' ' && c != '\t' && c != '\n' && c != '\r')) {
      throw new TableRefused(TableRefused.Reason.NOT_A_TABLE, "control characters in text");
    }
    return text;
  }

  private static String decoded(byte[] file, int from, Charset charset)
      throws CharacterCodingException {
    return charset
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT)
        .decode(ByteBuffer.wrap(file, from, file.length - from))
        .toString();
  }
}
