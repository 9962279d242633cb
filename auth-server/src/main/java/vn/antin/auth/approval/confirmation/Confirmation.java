package vn.antin.auth.approval.confirmation;

import java.util.Map;
import vn.antin.auth.login.factor.PasskeyAssertions;

/** How an official confirmed; what a record keeps of it. */
public sealed interface Confirmation {
  /** A passkey signed the challenge that commits to the grant. */
  record ByPasskey(PasskeyAssertions.Assertion assertion) implements Confirmation {}

  /** The right signing PIN was typed. */
  record ByPin() implements Confirmation {}

  /** A fresh code of the official's app (RFC 6238) was typed, and is spent. */
  record ByCode() implements Confirmation {}

  /** As records and metrics name it. */
  default String method() {
    return switch (this) {
      case ByPasskey _ -> "passkey";
      case ByPin() -> "pin";
      case ByCode() -> "totp";
    };
  }

  /** What the audit log keeps of it; nothing secret. */
  default Map<String, String> facts() {
    return switch (this) {
      case ByPasskey(var assertion) ->
          Map.of(
              "method", method(),
              "passkey", assertion.passkey().toString(),
              "key", PasskeyAssertions.fingerprint(assertion.attested()),
              "assertion", assertion.digest());
      case ByPin(), ByCode() -> Map.of("method", method());
    };
  }
}
