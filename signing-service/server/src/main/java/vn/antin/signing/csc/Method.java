package vn.antin.signing.csc;

import java.util.Arrays;
import java.util.List;

/** The methods that are offered, as {@code info} names them. */
enum Method {
  INFO("info"),
  AUTH_REVOKE("auth/revoke"),
  CREDENTIALS_LIST("credentials/list"),
  CREDENTIALS_INFO("credentials/info"),
  CREDENTIALS_AUTHORIZE("credentials/authorize"),
  CREDENTIALS_AUTHORIZE_CHECK("credentials/authorizeCheck"),
  CREDENTIALS_GET_CHALLENGE("credentials/getChallenge"),
  CREDENTIALS_EXTEND_TRANSACTION("credentials/extendTransaction"),
  CREDENTIALS_CREATE("credentials/create"),
  CREDENTIALS_DELETE("credentials/delete"),
  SIGNATURES_SIGN_HASH("signatures/signHash"),
  SIGNATURES_SIGN_DOC("signatures/signDoc"),
  SIGNATURES_SIGN_POLLING("signatures/signPolling"),
  SIGNATURES_TIMESTAMP("signatures/timestamp");

  static final String BASE = "/csc/v2/";
  static final String LOGO = "/csc/logo.svg";

  private final String path;

  Method(String path) {
    this.path = path;
  }

  static boolean known(String address) {
    return logo(address)
        || Arrays.stream(values()).anyMatch(each -> address.equals(BASE + each.path));
  }

  static boolean logo(String address) {
    return LOGO.equals(address);
  }

  /** In the order of the specification's chapters. */
  static List<String> names(boolean timeStamps) {
    return Arrays.stream(values())
        .filter(each -> timeStamps || each != SIGNATURES_TIMESTAMP)
        .map(each -> each.path)
        .toList();
  }
}
