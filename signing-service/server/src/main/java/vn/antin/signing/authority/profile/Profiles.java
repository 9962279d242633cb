package vn.antin.signing.authority.profile;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The profiles of this installation, by name. Immutable. */
public final class Profiles {
  public static final String ROOT = "root-authority";
  public static final String ISSUING = "issuing-authority";
  public static final String OFFICIAL = "official";
  public static final String SEAL = "seal";
  public static final String OCSP_RESPONDER = "ocsp-responder";

  /**
   * A profile under its name.
   *
   * @param version SHA-256 of its text, in hexadecimal
   */
  public record Named(String name, Profile profile, String version) {}

  private final Map<String, Named> byName = new TreeMap<>();

  public Profiles(Map<String, Profile> configured) {
    configured.forEach((name, profile) ->
        byName.put(name, new Named(name, profile, digest(name + "\n" + profile))));
  }

  public Optional<Named> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  public Iterable<Named> all() {
    return byName.values();
  }

  private static String digest(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the JDK has no SHA-256", e);
    }
  }
}
