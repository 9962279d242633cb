package vn.antin.signing.csc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Object identifiers of what keys do, as this API names it. */
final class Algorithms {
  /** The key's own identifier: the hash is then named beside it. */
  static final String RSA = "1.2.840.113549.1.1.1";

  static final String RSA_PSS = "1.2.840.113549.1.1.10";

  /** Hash algorithms by identifier. */
  static final Map<String, Digest> DIGESTS = digests();

  /** Identifiers by the names that keys' abilities have; Ed25519 and ML-DSA sign no hashes. */
  private static final Map<String, String> BY_NAME = byName();

  private static final Map<String, String> CURVES =
      Map.of("P-256", "1.2.840.10045.3.1.7", "P-384", "1.3.132.0.34", "P-521", "1.3.132.0.35");

  private Algorithms() {}

  /**
   * A hash algorithm.
   *
   * @param length of a value in bytes
   */
  record Digest(String name, int length) {}

  private static Map<String, Digest> digests() {
    var digests = new LinkedHashMap<String, Digest>();
    digests.put("2.16.840.1.101.3.4.2.1", new Digest("SHA-256", 32));
    digests.put("2.16.840.1.101.3.4.2.2", new Digest("SHA-384", 48));
    digests.put("2.16.840.1.101.3.4.2.3", new Digest("SHA-512", 64));
    return digests;
  }

  private static Map<String, String> byName() {
    var names = new LinkedHashMap<String, String>();
    names.put("RSA_PKCS1_SHA256", "1.2.840.113549.1.1.11");
    names.put("RSA_PKCS1_SHA384", "1.2.840.113549.1.1.12");
    names.put("RSA_PKCS1_SHA512", "1.2.840.113549.1.1.13");
    names.put("RSA_PSS_SHA256", RSA_PSS);
    names.put("RSA_PSS_SHA384", RSA_PSS);
    names.put("RSA_PSS_SHA512", RSA_PSS);
    names.put("ECDSA_SHA256", "1.2.840.10045.4.3.2");
    names.put("ECDSA_SHA384", "1.2.840.10045.4.3.3");
    names.put("ECDSA_SHA512", "1.2.840.10045.4.3.4");
    return names;
  }

  /**
   * What a call wants: {@code signAlgo}, with the hash algorithm beside it where that is open.
   *
   * @param name as keys' abilities have it
   * @param digest the hash algorithm's identifier
   */
  record Choice(String name, String digest) {
    static Choice of(Parameters parameters) {
      var wanted = parameters.string("signAlgo");
      var named = parameters.optionalString("hashAlgorithmOID");
      if (named != null && !DIGESTS.containsKey(named)) {
        throw CscFault.invalidParameter("hashAlgorithmOID");
      }
      if (wanted.equals(RSA)) {
        var digest = parameters.string("hashAlgorithmOID");
        return new Choice("RSA_PKCS1_" + suffix(digest), digest);
      }
      if (wanted.equals(RSA_PSS)) {
        var digest = PssParameters.digest(parameters);
        return new Choice("RSA_PSS_" + suffix(digest), digest);
      }
      for (var each : BY_NAME.entrySet()) {
        if (each.getValue().equals(wanted)) {
          var digest = digest(each.getKey());
          if (named != null && !named.equals(digest)) {
            throw CscFault.invalidParameter("hashAlgorithmOID");
          }
          return new Choice(each.getKey(), digest);
        }
      }
      throw CscFault.invalidParameter("signAlgo");
    }

    private static String suffix(String digest) {
      return Objects.requireNonNull(DIGESTS.get(digest)).name().replace("-", "");
    }

    private static String digest(String name) {
      return DIGESTS.entrySet().stream()
          .filter(each -> name.endsWith("_" + each.getValue().name().replace("-", "")))
          .map(Map.Entry::getKey)
          .findFirst()
          .orElseThrow();
    }
  }

  /** All that keys here may do. */
  static List<String> all() {
    var all = new LinkedHashSet<String>();
    all.add(RSA);
    all.addAll(BY_NAME.values());
    return List.copyOf(all);
  }

  /**
   * Identifiers of what a key does.
   *
   * @param names as the key's abilities have them
   * @param family the key's algorithm; what every key of it does is said when the token that holds
   *     the key cannot be asked
   */
  static List<String> of(List<String> names, String family) {
    var known = new LinkedHashSet<String>();
    for (var name : names) {
      var identifier = BY_NAME.get(name);
      if (identifier != null) {
        known.add(identifier);
      }
    }
    if (known.isEmpty() && names.isEmpty()) {
      known.addAll(usual(family));
    }
    var all = new ArrayList<String>();
    if (family.equals("RSA")) {
      all.add(RSA);
    }
    all.addAll(known);
    return all;
  }

  /** Whether a key does it, by its abilities; as above when these are not known. */
  static boolean does(List<String> names, String family, String name) {
    return names.isEmpty()
        ? usual(family).contains(String.valueOf(BY_NAME.get(name)))
        : names.contains(name);
  }

  private static List<String> usual(String family) {
    return switch (family) {
      case "RSA" -> List.of("1.2.840.113549.1.1.11");
      case "EC" -> List.of("1.2.840.10045.4.3.2");
      default -> List.of();
    };
  }

  static @Nullable String curve(@Nullable String name) {
    return name == null ? null : CURVES.get(name);
  }
}
