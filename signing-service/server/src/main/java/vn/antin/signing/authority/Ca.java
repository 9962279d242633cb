package vn.antin.signing.authority;

import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.authority.profile.Certifier;
import vn.antin.signing.token.KeyLabel;

/**
 * A certification authority of this installation, with its certificate.
 *
 * @param name as in public addresses
 * @param key null when the key is kept elsewhere
 * @param issuer the authority above, null for a root
 */
public record Ca(
    String name,
    boolean root,
    @Nullable KeyLabel key,
    X509Certificate certificate,
    @Nullable String issuer,
    boolean active) {

  public Certifier certifier() {
    return Certifier.of(name, certificate);
  }
}
