package vn.antin.signing.csc;

import org.jspecify.annotations.Nullable;

/** Reads the header {@code Authorization} (RFC 6750 §2.1, RFC 9449 §7.1). */
final class Bearer {
  private Bearer() {}

  static @Nullable String of(@Nullable String header) {
    if (header == null) {
      return null;
    }
    for (var scheme : new String[] {"Bearer ", "DPoP "}) {
      if (header.regionMatches(true, 0, scheme, 0, scheme.length())) {
        return header.substring(scheme.length()).strip();
      }
    }
    return null;
  }
}
