package vn.antin.signing.document;

import org.jspecify.annotations.Nullable;
import vn.antin.signing.people.OfficialId;
import vn.antin.signing.web.Caller;

/**
 * Whose a document is: a system's own, or an official's in one system. Another system cannot reach
 * either, and a system cannot reach its officials' documents with its own token.
 */
public record Owner(String clientId, @Nullable OfficialId official) {
  public static Owner of(Caller caller) {
    return switch (caller) {
      case Caller.Machine machine -> new Owner(machine.clientId(), null);
      case Caller.Person person -> new Owner(person.clientId(), person.official());
    };
  }
}
