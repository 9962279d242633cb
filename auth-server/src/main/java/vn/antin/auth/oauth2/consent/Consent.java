package vn.antin.auth.oauth2.consent;

import java.time.Instant;
import java.util.List;

/** What an official has allowed one client. */
record Consent(String clientId, String clientName, List<String> scopes, Instant at) {
  Consent {
    scopes = List.copyOf(scopes);
  }
}
