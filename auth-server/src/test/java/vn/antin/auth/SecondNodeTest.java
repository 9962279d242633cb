package vn.antin.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.beans.factory.annotation.Autowired;
import vn.antin.auth.web.House;

/** Tests on two nodes prove something only if both are asked. */
@AuthServerTest
@EnabledIfSystemProperty(
    named = "antin.test.nodes",
    matches = "2",
    disabledReason = "run on one node")
final class SecondNodeTest {
  private static final int REQUESTS = 60;

  @Autowired House house;

  @Test
  void requestsGoToBothNodes() {
    RandomProxy.CHOSEN.clear();
    Browser browser = new Browser(house.issuer().toString());

    for (int i = 0; i < REQUESTS; i++) {
      assertThat(browser.get("/oauth2/jwks").statusCode()).isEqualTo(200);
    }

    assertThat(RandomProxy.CHOSEN).as("one of two would be a chance of 1 in 2⁵⁹").hasSize(2);
  }
}
