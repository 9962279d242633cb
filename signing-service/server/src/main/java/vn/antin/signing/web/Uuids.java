package vn.antin.signing.web;

import java.util.UUID;
import vn.antin.signing.problem.Problem;

/** Identifiers that came from outside. */
final class Uuids {
  private Uuids() {}

  static UUID parse(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw Problem.UNAUTHENTICATED.because("an identifier in the token is not a UUID", e);
    }
  }
}
