package vn.antin.auth.oauth2.registration;

import java.net.URI;
import java.util.Set;

/** Reads what stands at a {@code sector_identifier_uri} (OpenID Connect Registration §5). */
interface SectorDocuments {
  Result read(URI address);

  sealed interface Result {}

  /** An array of redirect URIs. */
  record Listed(Set<String> redirectUris) implements Result {}

  /** No such array could be had from there. */
  record Unreadable(String why) implements Result {}
}
