package vn.antin.signing.certificate;

import java.security.cert.X509Certificate;
import java.util.List;

/** Certificates that this installation itself vouches for; the development authority has some. */
public interface TrustAnchors {
  List<X509Certificate> roots();

  List<X509Certificate> intermediates();
}
