package vn.antin.signing.authority.server;

import java.net.IDN;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A full host name as certificates write it: lower case, labels of RFC 1123 §2.1, other scripts as
 * A-labels (RFC 5890 §2.3.2.1); no wildcard, no address.
 */
record HostName(String value) {
  private static final int LONGEST = 253;
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  /**
   * @throws IllegalArgumentException when it is no such name
   */
  HostName {
    var labels = List.of(value.split("\\.", -1));
    if (value.length() > LONGEST
        || labels.size() < 2
        || !labels.stream().allMatch(HostName::label)
        || labels.getLast().matches("\\d+")) {
      throw new IllegalArgumentException("no full host name in lower case");
    }
  }

  /** Whether it is one of these domains or lies below one. */
  boolean within(Collection<String> domains) {
    return domains.stream().anyMatch(each -> value.equals(each) || value.endsWith("." + each));
  }

  /** Hyphens in third and fourth place are kept for A-labels, which must mean something. */
  private static boolean label(String label) {
    if (!LABEL.matcher(label).matches()) {
      return false;
    }
    if (!label.startsWith("--", 2)) {
      return true;
    }
    var shown = IDN.toUnicode(label);
    return label.startsWith("xn--") && !shown.equals(label) && label.equals(IDN.toASCII(shown));
  }
}
