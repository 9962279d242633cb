package vn.antin.auth.outbound;

import java.net.InetAddress;

/** A range of addresses, {@code 10.0.0.0/8} or {@code fd00::/8} (RFC 4632, RFC 4291 §2.3). */
record Network(InetAddress base, int prefix) {
  Network {
    if (prefix < 0 || prefix > base.getAddress().length * Byte.SIZE) {
      throw new IllegalArgumentException(
          "expected a prefix that fits the address, found " + base.getHostAddress() + "/" + prefix);
    }
  }

  static Network of(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException(
          "expected a network such as 10.0.0.0/8, found '" + text + "'");
    }
    return new Network(
        InetAddress.ofLiteral(text.substring(0, slash)),
        Integer.parseInt(text.substring(slash + 1)));
  }

  boolean contains(InetAddress address) {
    byte[] mine = base.getAddress();
    byte[] other = address.getAddress();
    if (mine.length != other.length) {
      return false;
    }
    for (int bit = 0; bit < prefix; bit += Byte.SIZE) {
      int mask = prefix - bit >= Byte.SIZE ? 0xff : 0xff << (Byte.SIZE - (prefix - bit));
      if (((mine[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }
}
