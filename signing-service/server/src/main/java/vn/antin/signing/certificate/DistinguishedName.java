package vn.antin.signing.certificate;

import java.util.Map;
import javax.security.auth.x500.X500Principal;

/** Names of certificates as people read them (RFC 4514, with UID spelled out). */
public final class DistinguishedName {
  private static final Map<String, String> WORDS =
      Map.of("0.9.2342.19200300.100.1.1", "UID", "1.2.840.113549.1.9.1", "emailAddress");

  private DistinguishedName() {}

  public static String text(X500Principal name) {
    return name.getName(X500Principal.RFC1779, WORDS);
  }
}
