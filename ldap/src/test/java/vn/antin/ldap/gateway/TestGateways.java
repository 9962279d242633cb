package vn.antin.ldap.gateway;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Gateways on free ports of the loopback interface. */
final class TestGateways {
  static final String SUFFIX = "dc=antin";

  private TestGateways() {}

  static Gateway start(AccountsPort accounts) {
    return start(accounts, null, Limits.usual(), new Readers.EveryAccount());
  }

  static Gateway start(
      AccountsPort accounts, @Nullable SSLContext tls, Limits limits, Readers readers) {
    Supplier<SSLContext> supplier = tls == null ? null : () -> tls;
    return Gateway.start(
        new GatewaySettings(
            InetAddress.getLoopbackAddress(),
            0,
            tls == null ? OptionalInt.empty() : OptionalInt.of(0),
            supplier,
            SUFFIX,
            readers,
            limits),
        accounts);
  }

  static Limits limits(int searchSize, int connectionsPerAddress, int concurrent, Duration idle) {
    return new Limits(
        searchSize,
        Duration.ofSeconds(5),
        64 * 1024,
        40,
        connectionsPerAddress,
        concurrent,
        idle,
        idle);
  }

  static String dn(String username) {
    return "uid=" + username + ",ou=people," + SUFFIX;
  }

  static LDAPConnection anonymous(Gateway gateway) throws LDAPException {
    return new LDAPConnection("127.0.0.1", gateway.port());
  }

  static LDAPConnection bound(Gateway gateway, String username) throws LDAPException {
    return new LDAPConnection("127.0.0.1", gateway.port(), dn(username), username + "-secret");
  }
}
