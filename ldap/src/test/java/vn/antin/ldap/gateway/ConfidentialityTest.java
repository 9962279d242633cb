package vn.antin.ldap.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.unboundid.ldap.protocol.BindRequestProtocolOp;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import com.unboundid.util.ssl.PEMFileTrustManager;
import com.unboundid.util.ssl.SSLUtil;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javax.net.ssl.SSLContext;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.antin.ldap.peer.TestCertificate;

/** Off the loopback interface nothing is said in clear text. */
final class ConfidentialityTest {
  @Test
  void gatewayOffLoopbackNeedsACertificate() throws UnknownHostException {
    InetAddress everywhere = InetAddress.getByAddress(new byte[4]);

    assertThatThrownBy(() -> settings(everywhere, "dc=antin"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("only with TLS");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "antin", "uid=x,dc=antin", "dc=a+o=b"})
  void suffixMustBeADomainAnOrganisationOrAUnit(String suffix) {
    assertThatThrownBy(() -> settings(InetAddress.getLoopbackAddress(), suffix))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("suffix");
  }

  @Test
  void bindFromAfarWithoutTlsIsToldToProtectItselfAndNothingIsChecked()
      throws UnknownHostException {
    FakeAccounts accounts = new FakeAccounts(2);
    BindHandler binds = new BindHandler(accounts, new Tree("dc=antin"));
    Client far = new Client(InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 7}));
    BindRequestProtocolOp request =
        new BindRequestProtocolOp(TestGateways.dn("official0001"), "official0001-secret");

    assertThat(binds.bind(request, far).code()).isEqualTo(ResultCode.CONFIDENTIALITY_REQUIRED);
    assertThat(accounts.attempts).isEmpty();

    far.secured();
    assertThat(binds.bind(request, far).code()).isEqualTo(ResultCode.SUCCESS);
  }

  @Test
  void sameHoldsOnARealConnectionFromTheNetwork(@TempDir Path folder) throws Exception {
    InetAddress own = ownNetworkAddress();
    SSLContext certificate = TestCertificate.named(folder, "ip:" + own.getHostAddress());
    GatewaySettings everywhere =
        new GatewaySettings(
            InetAddress.getByAddress(new byte[4]),
            0,
            OptionalInt.empty(),
            () -> certificate,
            TestGateways.SUFFIX,
            new Readers.EveryAccount(),
            Limits.usual());
    FakeAccounts accounts = new FakeAccounts(2);
    String dn = TestGateways.dn("official0001");
    try (Gateway gateway = Gateway.start(everywhere, accounts);
        LDAPConnection connection = new LDAPConnection(own.getHostAddress(), gateway.port())) {
      assertThat(connection.getRootDSE()).isNotNull();
      for (ThrowingCallable inClear :
          List.<ThrowingCallable>of(
              () -> connection.bind(dn, "official0001-secret"),
              () -> connection.search("dc=antin", SearchScope.SUB, "(uid=*)"),
              () -> connection.delete(dn))) {
        assertThat(catchThrowableOfType(LDAPException.class, inClear).getResultCode())
            .isEqualTo(ResultCode.CONFIDENTIALITY_REQUIRED);
      }
      assertThat(accounts.attempts).isEmpty();

      SSLContext trusting =
          new SSLUtil(new PEMFileTrustManager(folder.resolve("certificate.pem").toFile()))
              .createSSLContext();
      connection.processExtendedOperation(new StartTLSExtendedRequest(trusting));
      assertThat(connection.bind(dn, "official0001-secret").getResultCode())
          .isEqualTo(ResultCode.SUCCESS);
    }
  }

  private static InetAddress ownNetworkAddress() throws SocketException {
    Optional<InetAddress> own =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
            .findFirst();
    Assumptions.assumeTrue(own.isPresent(), "needs a network interface besides loopback");
    return own.orElseThrow();
  }

  private static GatewaySettings settings(InetAddress address, String suffix) {
    return new GatewaySettings(
        address, 0, OptionalInt.empty(), null, suffix, new Readers.EveryAccount(), Limits.usual());
  }
}
