package vn.antin.auth.login.certificate;

import java.util.List;

/**
 * What the page with an official's certificates shows.
 *
 * @param offered whether certificates are taken at all
 * @param said key of what became of the last act; empty for nothing
 */
public record CertificatesPage(
    List<RegisteredCertificate> certificates, boolean offered, String said) {
  public CertificatesPage {
    certificates = List.copyOf(certificates);
  }
}
