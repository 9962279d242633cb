package vn.antin.auth.web;

import java.net.InetAddress;

/**
 * A range of addresses in CIDR notation (RFC 4632, RFC 4291 §2.3); a bare address is a range of
 * one.
 */
record Network(InetAddress base, int prefix) {
  Network {
    if (prefix < 0 || prefix > base.getAddress().length * Byte.SIZE) {
      throw new IllegalArgumentException(
          "expected a prefix that fits the address, found %s/%d"
              .formatted(base.getHostAddress(), prefix));
    }
  }

  /** Reads {@code 10.0.0.0/8}, {@code ::1} and their like; names are not looked up. */
  static Network of(String text) {
    String[] parts = text.strip().split("/", 2);
    InetAddress base = InetAddress.ofLiteral(parts[0]);
    int prefix =
        parts.length == 1 ? base.getAddress().length * Byte.SIZE : Integer.parseInt(parts[1]);
    return new Network(base, prefix);
  }

  boolean contains(InetAddress address) {
    byte[] ours = base.getAddress();
    byte[] theirs = address.getAddress();
    if (ours.length != theirs.length) {
      return false;
    }
    int whole = prefix / Byte.SIZE;
    for (int i = 0; i < whole; i++) {
      if (ours[i] != theirs[i]) {
        return false;
      }
    }
    int rest = prefix % Byte.SIZE;
    int mask = 0xFF << (Byte.SIZE - rest);
    return rest == 0 || (ours[whole] & mask) == (theirs[whole] & mask);
  }
}
