package vn.antin.auth.oauth2;

import java.util.Optional;

/**
 * Rules on authorization requests that carry {@code authorization_details} (RFC 9396). Asked each
 * time such a request arrives from a logged-in official: first when nothing has been approved yet,
 * and again when the official comes back from the approval page to the same address.
 */
public interface ApprovalGate {
  /** Joins the transaction in which the code is issued. */
  Ruling rule(ApprovalDemand demand);

  /**
   * What is wrong with what is asked for, whoever will be asked; for the client's developer.
   *
   * @param asked as {@link ApprovalDemand#asked()}
   */
  default Optional<String> fault(String asked) {
    return Optional.empty();
  }
}
