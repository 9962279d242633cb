package vn.antin.auth.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReachTest {
  private final Reach nothingAllowed = new Reach(List.of());

  @ParameterizedTest
  @ValueSource(strings = {"8.8.8.8", "113.160.0.1", "2001:4860:4860::8888", "2405:4800::1"})
  void publicAddressIsPermitted(String address) {
    assertThat(permits(address)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "fc00::1"})
  void privateRangeIsRefused(String address) {
    assertThat(permits(address)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.255.255.254", "::1", "0.0.0.0", "0.1.2.3", "::"})
  void loopbackIsRefused(String address) {
    assertThat(permits(address)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"169.254.169.254", "fe80::1", "fec0::1"})
  void linkLocalAndMetadataServiceAreRefused(String address) {
    assertThat(permits(address)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"::ffff:127.0.0.1", "::ffff:10.0.0.1", "::10.0.0.1", "::8.8.8.8"})
  void ipv4MappedAndCompatibleFormsAreRefusedWhenWhatTheyReachIs(String address) {
    assertThat(permits(address)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "64:ff9b::7f00:1",
        "64:ff9b::10.0.0.1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::8.8.8.8",
        "2002:7f00:1::",
        "2001:0:7f00:1::"
      })
  void translatedAndTunnelledFormsOfInnerAddressesAreRefused(String address) {
    assertThat(permits(address)).isFalse();
  }

  @Test
  void publicAddressBehindNat64IsPermitted() {
    assertThat(permits("64:ff9b::8.8.8.8")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "100.64.0.1",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "240.0.0.1",
        "ff02::1",
        "192.0.2.1",
        "2001:db8::1",
        "100::1",
        "5f00::1"
      })
  void sharedMulticastAndReservedAddressesAreRefused(String address) {
    assertThat(permits(address)).isFalse();
  }

  @Test
  void allowedNetworkIsPermittedAndNothingBesideIt() {
    Reach reach = new Reach(Stream.of("10.20.0.0/15", "fd00:1::/32").map(Network::of).toList());
    assertThat(reach.permits(InetAddress.ofLiteral("10.21.255.255"))).isTrue();
    assertThat(reach.permits(InetAddress.ofLiteral("10.22.0.0"))).isFalse();
    assertThat(reach.permits(InetAddress.ofLiteral("fd00:1:2::3"))).isTrue();
    assertThat(reach.permits(InetAddress.ofLiteral("fd00:2::3"))).isFalse();
    assertThat(reach.permits(InetAddress.ofLiteral("64:ff9b::10.20.0.1"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0", "10.0.0.0/33", "localhost/8", "10.0.0.0/-1", "::/129", ""})
  void networkThatIsNoneIsRefusedAtStart(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Network.of(text));
  }

  private boolean permits(String address) {
    return nothingAllowed.permits(InetAddress.ofLiteral(address));
  }
}
