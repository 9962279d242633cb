package vn.antin.evidence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a key signed this PDF: the parts that one of its signatures names (ISO 32000-1 §12.8.1).
 */
final class SignedPart {
  private static final long LONGEST = 512L * 1024 * 1024;
  private static final int MOST = 50;
  private static final Pattern RANGE =
      Pattern.compile("/ByteRange\\s*\\[\\s*0\\s+(\\d{1,9})\\s+(\\d{1,9})\\s+(\\d{1,9})\\s*\\]");

  private SignedPart() {}

  static Finding check(Path document, byte[] signedAttributes) throws IOException {
    if (Files.size(document) > LONGEST) {
      return Finding.open(document + " is too large to compare with what the token signed");
    }
    byte[] digest = SignedAttributes.messageDigest(signedAttributes);
    byte[] file = Files.readAllBytes(document);
    Matcher ranges = RANGE.matcher(new String(file, StandardCharsets.ISO_8859_1));
    for (int i = 0; i < MOST && ranges.find(); i++) {
      int first = Integer.parseInt(ranges.group(1));
      int from = Integer.parseInt(ranges.group(2));
      int length = Integer.parseInt(ranges.group(3));
      if (first <= from && from <= file.length && length <= file.length - from) {
        MessageDigest part = Digests.of(Digests.ofLength(digest.length));
        part.update(file, 0, first);
        part.update(file, from, length);
        if (MessageDigest.isEqual(part.digest(), digest)) {
          return Finding.ok("The token signed the content of " + document);
        }
      }
    }
    return Finding.broken("The token signed something else than the content of " + document);
  }
}
