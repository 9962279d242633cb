package vn.antin.auth.oauth2.registration;

import java.util.Comparator;

/**
 * What is wrong with a metadata document.
 *
 * @param error the code of RFC 7591 §3.2.2
 * @param member the member it is about
 * @param code a name by which pages choose their own words
 * @param detail what was expected and what was found, for developers
 */
public record MetadataFault(String error, String member, String code, String detail) {
  static final String REDIRECT_URI = "invalid_redirect_uri";
  static final String METADATA = "invalid_client_metadata";

  /** Redirect URIs have an error of their own, so that one is told first. */
  static final Comparator<MetadataFault> FIRST =
      Comparator.comparing(fault -> !fault.error().equals(REDIRECT_URI));
}
