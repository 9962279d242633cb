package vn.antin.signing.token.ceremony;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Shamir's scheme byte by byte over GF(2⁸) with the polynomial of AES (FIPS 197 section 4.2). Fewer
 * shares than the threshold say nothing of the secret but its length. The arithmetic has neither
 * branches nor tables that depend on a secret.
 */
final class SharedSecret {
  private static final int POLYNOMIAL = 0x1b;
  private static final int MOST = 20;

  private SharedSecret() {}

  /** Splits a secret so that any {@code threshold} of the shares bring it back. */
  static List<Share> split(byte[] secret, int threshold, int shares, SecureRandom random) {
    if (threshold < 2 || threshold > shares || shares > MOST) {
      throw new IllegalArgumentException(
          "Expected 2 to %d shares and a threshold from 2 to their number, found %d of %d"
              .formatted(MOST, threshold, shares));
    }
    byte[][] polynomial = new byte[threshold][secret.length];
    polynomial[0] = secret.clone();
    for (int i = 1; i < threshold; i++) {
      random.nextBytes(polynomial[i]);
    }
    String fingerprint = Share.fingerprint(secret);
    List<Share> made = new ArrayList<>();
    for (int x = 1; x <= shares; x++) {
      byte[] value = new byte[secret.length];
      for (int i = threshold - 1; i >= 0; i--) { // Horner
        for (int at = 0; at < value.length; at++) {
          value[at] = (byte) (multiply(value[at], x) ^ polynomial[i][at]);
        }
      }
      made.add(new Share(threshold, x, fingerprint, value));
      Arrays.fill(value, (byte) 0);
    }
    for (byte[] each : polynomial) {
      Arrays.fill(each, (byte) 0);
    }
    return List.copyOf(made);
  }

  /**
   * Brings the secret back.
   *
   * @throws IllegalArgumentException when there are too few, two are one, or they do not belong
   *     together
   */
  static byte[] combine(List<Share> shares) {
    Set<Integer> numbers = new HashSet<>();
    Set<String> secrets = new HashSet<>();
    Set<Integer> lengths = new HashSet<>();
    for (Share each : shares) {
      numbers.add(each.number());
      secrets.add(each.fingerprint() + each.threshold());
      lengths.add(each.value().length);
    }
    if (shares.isEmpty() || secrets.size() != 1 || lengths.size() != 1) {
      throw new IllegalArgumentException("The shares are not of one secret");
    }
    int threshold = shares.getFirst().threshold();
    if (numbers.size() != shares.size() || shares.size() < threshold) {
      throw new IllegalArgumentException(
          "Expected %d different shares, found %d".formatted(threshold, numbers.size()));
    }
    byte[] secret = interpolated(shares.subList(0, threshold));
    if (!Share.fingerprint(secret).equals(shares.getFirst().fingerprint())) {
      Arrays.fill(secret, (byte) 0);
      throw new IllegalArgumentException("The shares do not bring back their secret");
    }
    return secret;
  }

  /** Lagrange's polynomial at 0. */
  private static byte[] interpolated(List<Share> shares) {
    byte[] secret = new byte[shares.getFirst().value().length];
    for (Share each : shares) {
      int weight = 1;
      for (Share other : shares) {
        if (other != each) {
          int distance = other.number() ^ each.number();
          weight = multiply(weight, multiply(other.number(), inverse(distance)));
        }
      }
      byte[] value = each.value();
      for (int at = 0; at < secret.length; at++) {
        secret[at] ^= (byte) multiply(value[at], weight);
      }
      Arrays.fill(value, (byte) 0);
    }
    return secret;
  }

  static int multiply(int a, int b) {
    int product = 0;
    int shifted = a & 0xff;
    for (int bit = 0; bit < 8; bit++) {
      product ^= shifted & -((b >> bit) & 1);
      shifted = ((shifted << 1) & 0xff) ^ (POLYNOMIAL & -(shifted >> 7));
    }
    return product;
  }

  /** a²⁵⁴, which is a⁻¹ for all but 0. */
  static int inverse(int a) {
    int power = 1;
    for (int i = 0; i < 254; i++) {
      power = multiply(power, a);
    }
    return power;
  }
}
