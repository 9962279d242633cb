package vn.antin.auth.oauth2.registration;

import java.net.URI;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.antin.auth.oauth2.client.ClientKeys;

/**
 * Whether officials are known to the client under the account's id or under one of its own (OpenID
 * Connect Core §8). Clients of one sector share it, so a sector is what all its redirect URIs stand
 * in (§8.1, Registration §5).
 */
@Component
final class SectorRules {
  private static final Set<String> SUBJECT_TYPES = Set.of("public", "pairwise");

  private static final Logger LOG = LoggerFactory.getLogger(SectorRules.class);

  private final SectorDocuments documents;

  SectorRules(SectorDocuments documents) {
    this.documents = documents;
  }

  void check(MetadataReader in, Set<String> redirects, ClientKeys keys) {
    String type = in.oneOf("subject_type", SUBJECT_TYPES);
    in.keep("subject_type", type);
    @Nullable URI sector = UriRules.fetched(in, "sector_identifier_uri");
    if (sector != null) {
      listed(in, sector, redirects);
    } else if ("pairwise".equals(type)) {
      derived(in, redirects, keys);
    }
  }

  private void listed(MetadataReader in, URI sector, Set<String> redirects) {
    switch (documents.read(sector)) {
      case SectorDocuments.Listed(Set<String> uris) -> {
        if (redirects.isEmpty() || !uris.containsAll(redirects)) {
          in.fault(
              "sector_identifier_uri", "sector", "expected every redirect URI in the list there");
        }
      }
      case SectorDocuments.Unreadable(String why) -> {
        // What stands or answers inside the house is not for whoever named the address.
        LOG.info("sector {}: {}", sector.getHost(), why);
        in.fault("sector_identifier_uri", "sector", "no list could be read there");
      }
    }
  }

  /** Without a document, the one host of all redirect URIs; without any, that of the keys. */
  private static void derived(MetadataReader in, Set<String> redirects, ClientKeys keys) {
    Set<String> hosts =
        redirects.stream()
            .map(URI::create)
            // Only an address with a certificate belongs to its host.
            .map(uri -> "https".equals(uri.getScheme()) ? UriRules.host(uri) : "")
            .collect(Collectors.toSet());
    boolean keysHost = hosts.isEmpty() && keys instanceof ClientKeys.At;
    if ((hosts.size() != 1 || hosts.contains("")) && !keysHost) {
      in.fault(
          "sector_identifier_uri",
          "required",
          "pairwise subjects need it unless all redirect URIs have the same host");
    }
  }
}
