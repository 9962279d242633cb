package vn.antin.signing.certificate;

import java.security.cert.X509Certificate;
import java.util.List;

/** Certificates of authorities that this installation knows, for completing chains. */
public interface KnownIssuers {
  List<X509Certificate> certificates();
}
