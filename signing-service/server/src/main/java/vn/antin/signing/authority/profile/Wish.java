package vn.antin.signing.authority.profile;

import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.jspecify.annotations.Nullable;

/**
 * What is to be certified.
 *
 * @param lifetime shorter than the profile's, or null for the profile's
 */
public record Wish(
    X500Name subject, List<String> hostNames, PublicKey key, @Nullable Duration lifetime) {
  public Wish {
    hostNames = List.copyOf(hostNames);
  }

  public Wish(X500Name subject, PublicKey key) {
    this(subject, List.of(), key, null);
  }
}
