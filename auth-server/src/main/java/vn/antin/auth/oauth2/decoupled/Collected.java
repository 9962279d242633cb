package vn.antin.auth.oauth2.decoupled;

import vn.antin.auth.oauth2.issue.Issuance;

/** What a polling client is answered. */
sealed interface Collected {
  /** The official has approved. */
  record Tokens(Issuance.Started started) implements Collected {}

  /** Not yet, or not at all (RFC 8628 §3.5, CIBA Core §11). */
  record Refused(String error, String description) implements Collected {}
}
