package vn.antin.ldap.federation;

import java.util.List;

/**
 * What a directory publishes. Certificates are handed over as they came: nobody looked at them. The
 * directory is not trusted to keep to what it was asked: number, size and time are counted here.
 */
public sealed interface PublishedCertificates {
  /** Everything that was found. */
  record Found(List<Entry> entries) implements PublishedCertificates {
    public Found {
      entries = List.copyOf(entries);
    }
  }

  /** More than may be read, or longer than it may take. */
  record TooMuch() implements PublishedCertificates {}

  /** The directory gives this account no more than a part. */
  record Withheld() implements PublishedCertificates {}

  /** Nothing can be said; the detail is for the operator. */
  record Unreachable(String detail) implements PublishedCertificates {}

  /**
   * One entry.
   *
   * @param username empty when the entry has none
   * @param unit empty when the entry has none
   * @param certificates in DER, as the directory says
   */
  record Entry(String username, String unit, List<byte[]> certificates) {
    public Entry {
      certificates = List.copyOf(certificates);
    }
  }

  /** Reads all of them over one connection. */
  static PublishedCertificates read(
      Servers servers, ServiceAccount account, CertificateSearch search) {
    return new CertificateReading(search).from(servers, account);
  }
}
