package vn.antin.signing.submission;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.document.Owner;
import vn.antin.signing.document.Sha256;
import vn.antin.signing.signature.ParametersForm;

/**
 * Documents and the steps in which they are signed, as they are taken from an application.
 *
 * @param clientId the application's
 * @param clientName as auth-server has it; null when it vouches for none
 * @param profile what must be there before the seal; null when nothing is said of it
 */
record Submission(
    UUID id,
    String clientId,
    @Nullable String clientName,
    String title,
    Instant createdAt,
    Instant deadline,
    @Nullable String callbackUrl,
    @Nullable String profile,
    List<Item> documents,
    List<Step> steps) {
  Submission {
    documents = List.copyOf(documents);
    steps = List.copyOf(steps);
  }

  /** A document; its hash is that of the file as it was stored. */
  record Item(
      UUID documentId,
      String title,
      @Nullable String number,
      @Nullable String notation,
      String name,
      long size,
      int pages,
      Sha256 hash) {}

  /** Whose signature is wanted, with which credential, and how it is made. */
  record Step(
      UUID id,
      int order,
      Target target,
      UUID targetId,
      @Nullable UUID sealOf,
      ParametersForm parameters,
      @Nullable Instant deadline) {
    Step with(ParametersForm other) {
      return new Step(id, order, target, targetId, sealOf, other, deadline);
    }
  }

  /** How a signer is named. */
  enum Target {
    OFFICIAL,
    POST,
    HEAD
  }

  /** The documents of an application are its own, whoever signs them. */
  static Owner owner(String clientId) {
    return new Owner(clientId, null);
  }
}
