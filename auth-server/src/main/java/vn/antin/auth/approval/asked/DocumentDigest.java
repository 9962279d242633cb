package vn.antin.auth.approval.asked;

/** One document: its hash, and the name the application gives it, which nobody vouches for. */
public record DocumentDigest(HashValue hash, String label) {
  private static final int MAX_LABEL = 255;

  public DocumentDigest {
    if (label.isBlank() || label.length() > MAX_LABEL) {
      throw new IllegalArgumentException("a label has 1 to %d characters".formatted(MAX_LABEL));
    }
    if (label.codePoints().anyMatch(DocumentDigest::unstorable)) {
      throw new IllegalArgumentException("a label holds control characters");
    }
  }

  private static boolean unstorable(int character) {
    int type = Character.getType(character);
    return type == Character.CONTROL || type == Character.SURROGATE;
  }
}
