package vn.antin.signing.engine.validation.trust;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Authorities that are trusted together, such as the government's (VGCA) or those below the
 * national root (NEAC). Pinned by the caller; nothing in a document adds to them.
 *
 * @param id stable name for programs
 * @param vietnamese what people read
 * @param english what people read in English
 * @param version of this list of authorities, as its keeper counts
 * @param anchors certificates that end a chain
 * @param intermediates to complete the chains of signers that embed only their own certificate, as
 *     many VGCA signers do
 * @param revocationLists at hand without a network
 * @param from trusted for signatures from then on; null when always
 * @param until trusted for signatures proven before then; null when always
 */
public record TrustDomain(
    String id,
    String vietnamese,
    String english,
    String version,
    List<X509Certificate> anchors,
    List<X509Certificate> intermediates,
    List<X509CRL> revocationLists,
    @Nullable Instant from,
    @Nullable Instant until) {

  public TrustDomain {
    if (!id.matches("[a-z0-9][a-z0-9._-]{0,39}")) {
      throw new IllegalArgumentException(
          "A trust domain's id is 1 to 40 of a-z 0-9 . _ -, found " + id);
    }
    if (from != null && until != null && !from.isBefore(until)) {
      throw new IllegalArgumentException("Trust domain " + id + " ends before it begins");
    }
    anchors = List.copyOf(anchors);
    intermediates = List.copyOf(intermediates);
    revocationLists = List.copyOf(revocationLists);
  }

  /** A domain of anchors alone, always in force. */
  public static TrustDomain of(String id, List<X509Certificate> anchors) {
    return of(id, anchors, List.of());
  }

  /** A domain that is always in force. */
  public static TrustDomain of(
      String id, List<X509Certificate> anchors, List<X509Certificate> intermediates) {
    return new TrustDomain(id, id, id, "1", anchors, intermediates, List.of(), null, null);
  }

  /** The name in the reader's language; Vietnamese unless the locale is English. */
  public String name(Locale locale) {
    return locale.getLanguage().equals("en") ? english : vietnamese;
  }

  /** The same with revocation lists beside those it has. */
  public TrustDomain with(List<X509CRL> lists) {
    return new TrustDomain(
        id, vietnamese, english, version, anchors, intermediates, lists, from, until);
  }

  /** Whether it counts for a signature of that moment. */
  public boolean inForce(Instant moment) {
    return (from == null || !moment.isBefore(from)) && (until == null || moment.isBefore(until));
  }
}
