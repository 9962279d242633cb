package vn.antin.signing.certificate;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What an authority issued.
 *
 * @param issuers the certificate's issuers, nearest first
 */
public record Issued(X509Certificate certificate, List<X509Certificate> issuers) {
  public Issued {
    issuers = List.copyOf(issuers);
  }
}
