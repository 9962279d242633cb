package vn.antin.ldap.gateway;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import java.net.InetAddress;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How the gateway listens and what it shows.
 *
 * @param port for LDAP with StartTLS; 0 takes any free port
 * @param ldapsPort for TLS from the first byte; absent means none
 * @param tls asked for at every handshake, so that certificates can be renewed while running
 * @param suffix the root of the tree; its first part is {@code dc}, {@code o} or {@code ou}
 */
public record GatewaySettings(
    InetAddress address,
    int port,
    OptionalInt ldapsPort,
    @Nullable Supplier<SSLContext> tls,
    String suffix,
    Readers readers,
    Limits limits) {
  private static final Set<String> ROOTS = Set.of("dc", "o", "ou");

  public GatewaySettings {
    if (tls == null && !address.isLoopbackAddress()) {
      throw new IllegalArgumentException(
          "the gateway may listen at %s only with TLS; give it a certificate or a loopback address"
              .formatted(address.getHostAddress()));
    }
    if (tls == null && ldapsPort.isPresent()) {
      throw new IllegalArgumentException("an LDAPS port needs a certificate");
    }
    if (!ROOTS.contains(firstAttribute(suffix))) {
      throw new IllegalArgumentException(
          "expected a suffix that begins with dc=, o= or ou=; found " + suffix);
    }
  }

  private static String firstAttribute(String suffix) {
    try {
      RDN first = new DN(suffix).getRDN();
      return first == null || first.isMultiValued()
          ? ""
          : first.getAttributeNames()[0].toLowerCase(Locale.ROOT);
    } catch (LDAPException malformed) {
      return "";
    }
  }
}
