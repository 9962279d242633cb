package vn.antin.admin.enrolment;

import java.util.Locale;
import java.util.stream.Stream;
import vn.antin.admin.upstream.Made;

/** The ways to a certificate. */
public enum Way {
  ISSUE("/certificates/new", "/certificates", "/certificates/%s?done=issue"),
  REQUEST(
      "/certificates/requests/new", "/certificate-requests", "/certificates/requests/%s?done=made"),
  USB_TOKEN(
      "/certificates/usb-tokens/new",
      "/certificates/usb-tokens",
      "/certificates/%s?done=registered"),
  TOKEN_CODE("/certificates/usb-tokens/code", "/certificates/usb-token-codes", "/certificates");

  private final String page;
  private final String api;
  private final String then;

  Way(String page, String api, String then) {
    this.page = page;
    this.api = api;
    this.then = then;
  }

  /** The way whose page has that address. */
  static Way of(String page) {
    return Stream.of(values()).filter(way -> way.page.equals(page)).findFirst().orElseThrow();
  }

  /** The page's own address, which takes a holder or a search. */
  public String page() {
    return page;
  }

  /** The last part of message keys. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The address at signing-service. */
  String api() {
    return api;
  }

  /** Where it is seen afterwards. */
  String then(Made made) {
    return then.formatted(made.id());
  }
}
