package vn.antin.auth.oauth2.authorize;

import org.jspecify.annotations.Nullable;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.token.Handle;

/** Where and how answers to the client go; made only of a redirect URI that it registered. */
record Reply(Client client, String redirectUri, @Nullable String state, ResponseMode mode) {
  Decision refuse(String error, String description) {
    return new Decision.Refuse(this, error, description);
  }

  Decision issue(Handle code) {
    return new Decision.Issue(this, code);
  }
}
