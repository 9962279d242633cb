package vn.antin.ldap.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.protocol.BindRequestProtocolOp;
import com.unboundid.ldap.sdk.ResultCode;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  private static GatewaySettings settings(InetAddress address, String suffix) {
    return new GatewaySettings(
        address, 0, OptionalInt.empty(), null, suffix, new Readers.EveryAccount(), Limits.usual());
  }
}
