package vn.antin.signing.authority.ocsp;

import java.security.cert.X509Certificate;
import vn.antin.signing.token.KeyLabel;

/** A key that answers for an authority, with its certificate. */
record Responder(String authority, KeyLabel key, X509Certificate certificate) {}
