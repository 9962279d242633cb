package vn.antin.signing.authority.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import vn.antin.signing.RunningService;

/** Servers that administrators allow. */
public final class TestServers {
  private TestServers() {}

  public static Map<String, Object> wanted(UUID unit, String... hostNames) {
    var wanted = new HashMap<String, Object>();
    wanted.put("unit", unit.toString());
    wanted.put("name", "Cổng thông tin");
    wanted.put("profile", "tls-server");
    wanted.put("hostNames", List.of(hostNames));
    return wanted;
  }

  /** Allows a server; the answer has its id and code. */
  public static JsonNode allowed(
      RunningService service, String token, UUID unit, String... hostNames) {
    var answer = service.postJson("/authority/servers", token, wanted(unit, hostNames));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.json();
  }
}
