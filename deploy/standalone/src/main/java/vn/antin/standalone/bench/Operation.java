package vn.antin.standalone.bench;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a provider is asked for, again and again. */
public enum Operation {
  CLIENT_CREDENTIALS("client_credentials"),
  REFRESH("refresh"),
  INTROSPECTION("introspection"),
  USERINFO("userinfo"),
  /** Authorization request, login page, password, code, token; each time a fresh browser. */
  LOGIN("login"),
  /** Authorization request with a live session, code, token. */
  SSO("sso");

  private final String title;

  Operation(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }

  public static Optional<Operation> of(String title) {
    return Arrays.stream(values()).filter(operation -> operation.title.equals(title)).findFirst();
  }

  /** All of them, for a message. */
  public static String titles() {
    return Arrays.stream(values()).map(Operation::title).collect(Collectors.joining(", "));
  }
}
