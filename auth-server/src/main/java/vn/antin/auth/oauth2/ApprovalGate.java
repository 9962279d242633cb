package vn.antin.auth.oauth2;

/**
 * Rules on authorization requests that carry {@code authorization_details} (RFC 9396). Asked each
 * time such a request arrives from a logged-in official: first when nothing has been approved yet,
 * and again when the official comes back from the approval page to the same address.
 */
public interface ApprovalGate {
  /** Joins the transaction in which the code is issued. */
  Ruling rule(ApprovalDemand demand);
}
