package vn.antin.signing.engine.online;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses belong to the public internet: those that the IANA special-purpose registries
 * (RFC 6890) do not keep from it. Java itself turns IPv4-mapped IPv6 addresses into IPv4 ones.
 * auth-server keeps the same list in its {@code outbound} room: whoever changes one changes both.
 */
final class PublicAddresses {

  private static final List<Block> NOT_PUBLIC =
      Stream.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.0.0.0/24",
              "192.0.2.0/24",
              "192.88.99.0/24",
              "192.168.0.0/16",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "224.0.0.0/4",
              "240.0.0.0/4",
              "2001::/23",
              "2001:db8::/32",
              "2002::/16",
              "3fff::/20")
          .map(Block::of)
          .toList();

  /** All that has been given out of IPv6's public space (RFC 4291 section 2.4). */
  private static final Block GLOBAL_UNICAST = Block.of("2000::/3");

  private PublicAddresses() {}

  static boolean has(InetAddress address) {
    boolean ipv4 = address.getAddress().length == 4;
    return NOT_PUBLIC.stream().noneMatch(block -> block.has(address))
        && (ipv4 || GLOBAL_UNICAST.has(address));
  }

  private record Block(InetAddress first, int bits) {

    static Block of(String text) {
      int slash = text.indexOf('/');
      return new Block(
          InetAddress.ofLiteral(text.substring(0, slash)),
          Integer.parseInt(text.substring(slash + 1)));
    }

    boolean has(InetAddress address) {
      byte[] mine = first.getAddress();
      byte[] other = address.getAddress();
      if (mine.length != other.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        if ((mine[bit / 8] & mask) != (other[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }
}
