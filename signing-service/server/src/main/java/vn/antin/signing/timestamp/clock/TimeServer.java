package vn.antin.signing.timestamp.clock;

import java.util.regex.Pattern;

/** Where a time source is asked. */
record TimeServer(String host, int port) {
  private static final int NTP = 123;
  private static final Pattern FORM =
      Pattern.compile("(\\[[0-9a-fA-F:]{2,45}]|[A-Za-z0-9][A-Za-z0-9.-]{0,252})(?::(\\d{1,5}))?");

  static TimeServer parse(String text) {
    var parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw ClockSettings.fault(
          "'" + text + "' is no time source", "Write host or host:port, IPv6 in brackets.");
    }
    return new TimeServer(
        parts.group(1), parts.group(2) == null ? NTP : Integer.parseInt(parts.group(2)));
  }

  @Override
  public String toString() {
    return port == NTP ? host : host + ":" + port;
  }
}
