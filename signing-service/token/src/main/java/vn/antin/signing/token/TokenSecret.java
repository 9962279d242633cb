package vn.antin.signing.token;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Consumer;

/** A PIN or password. Prints nothing; its reading is found by searching for {@code reveal}. */
public final class TokenSecret {

  private final char[] characters;

  private TokenSecret(char[] characters) {
    this.characters = characters;
  }

  public static TokenSecret of(char[] characters) {
    return new TokenSecret(characters.clone());
  }

  /**
   * Reads the first line of a file that other users of the machine cannot read.
   *
   * @throws TokenException PIN_REFUSED when the file is missing, empty or open to others
   */
  public static TokenSecret read(Path file) {
    try {
      PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
      if (view != null && openToOthers(view.readAttributes().permissions())) {
        throw new TokenException(
            TokenException.Fault.PIN_REFUSED,
            "Other users may read " + file + "; make it readable for its owner only (chmod 600)");
      }
      byte[] bytes = Files.readAllBytes(file);
      CharBuffer decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes));
      Arrays.fill(bytes, (byte) 0);
      int end = 0;
      while (end < decoded.length() && decoded.charAt(end) != '\n' && decoded.charAt(end) != '\r') {
        end++;
      }
      if (end == 0) {
        throw new TokenException(
            TokenException.Fault.PIN_REFUSED, "The first line of " + file + " is empty");
      }
      char[] characters = new char[end];
      decoded.get(characters);
      if (decoded.hasArray()) {
        Arrays.fill(decoded.array(), '\0');
      }
      return new TokenSecret(characters);
    } catch (IOException e) {
      throw new TokenException(TokenException.Fault.PIN_REFUSED, "Cannot read " + file, e);
    }
  }

  private static boolean openToOthers(Set<PosixFilePermission> permissions) {
    return permissions.contains(PosixFilePermission.OTHERS_READ)
        || permissions.contains(PosixFilePermission.OTHERS_WRITE);
  }

  /** A copy of the characters, which the caller wipes. */
  char[] reveal() {
    return characters.clone();
  }

  /** Overwrites it; from then on it is nobody's PIN. */
  public void wipe() {
    Arrays.fill(characters, '\0');
  }

  /** Hands out the UTF-8 bytes and wipes them afterwards. */
  void use(Consumer<byte[]> work) {
    char[] revealed = reveal();
    ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(revealed));
    Arrays.fill(revealed, '\0');
    byte[] bytes = new byte[encoded.remaining()];
    encoded.get(bytes);
    encoded.clear();
    while (encoded.hasRemaining()) {
      encoded.put((byte) 0);
    }
    try {
      work.accept(bytes);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  @Override
  public String toString() {
    return "TokenSecret[hidden]";
  }
}
