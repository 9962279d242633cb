package vn.antin.auth.oauth2.authorize;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.antin.auth.oauth2.client.Client;
import vn.antin.auth.oauth2.client.ClientKind;
import vn.antin.auth.oauth2.consent.ScopeWords;
import vn.antin.auth.oauth2.request.AuthorizationDetails;

/**
 * What the consent page shows; the client's own addresses are links and nothing is loaded from
 * them.
 *
 * @param query repeats the request
 * @param seen what the official sees, to be told apart from what a client might change meanwhile
 * @param official who agrees
 * @param own whether the system belongs to the province
 * @param unvetted whether the system registered itself, so that nobody vouches for its name
 * @param returnsTo the host to which the browser goes afterwards; empty when it is a program
 * @param allowances keys of the texts that say what to
 * @param others what has no text
 * @param details what is asked for in particular, as the client wrote it
 */
public record ConsentView(
    String query,
    String seen,
    String official,
    String clientName,
    boolean own,
    boolean unvetted,
    String returnsTo,
    @Nullable String website,
    @Nullable String policy,
    @Nullable String terms,
    List<String> allowances,
    List<String> others,
    List<AuthorizationDetails.Detail> details) {
  public ConsentView {
    allowances = List.copyOf(allowances);
    others = List.copyOf(others);
    details = List.copyOf(details);
  }

  static ConsentView of(Asked asked, String official) {
    Client client = asked.client();
    Set<String> wanted = asked.wanted();
    return new ConsentView(
        asked.came().query(),
        asked.request().digestText(),
        official,
        client.name(),
        client.firstParty(),
        client.kind() == ClientKind.DYNAMIC,
        Objects.requireNonNullElse(URI.create(asked.reply().redirectUri()).getHost(), ""),
        link(client, "client_uri"),
        link(client, "policy_uri"),
        link(client, "tos_uri"),
        ScopeWords.keys(wanted),
        ScopeWords.plain(wanted),
        asked.details());
  }

  private static @Nullable String link(Client client, String name) {
    String address = client.metadata().text(name);
    return address != null && (address.startsWith("https://") || address.startsWith("http://"))
        ? address
        : null;
  }
}
