package vn.antin.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Ports that somebody else holds. */
final class PortsTest {
  @Test
  @EnabledOnOs(OS.LINUX)
  void takenPortIsReportedWithItsUseItsHolderAndTheWayOut() throws Exception {
    Ports ports = Ports.anyFree();
    try (ServerSocket _ = new ServerSocket(ports.signing(), 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(ports::requireFree)
          .isInstanceOf(StandaloneException.class)
          .hasMessageContaining("Port " + ports.signing() + " (signing-service) is already in use")
          .hasMessageContaining("(process " + ProcessHandle.current().pid() + ")")
          .hasMessageContaining("--port-base N");
    }
  }

  @Test
  void freePortsPass() {
    Ports ports = Ports.anyFree();

    ports.requireFree();

    assertThat(ports.base()).isGreaterThanOrEqualTo(10_000);
  }
}
