package vn.antin.auth.oauth2;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import vn.antin.auth.AuthServerTest;
import vn.antin.auth.TestClock;
import vn.antin.auth.oauth2.client.TestClients;

/**
 * The auth-server with the sample's clients, the house clients, a clock that tests move forward,
 * and no servlet session: asking for one fails the request.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@AuthServerTest
@TestPropertySource(properties = "antin.sample.officials=10")
@Import({TestClock.Setup.class, OAuth2TestConfiguration.class, Protocol.class, TestClients.class})
public @interface OAuth2Test {}
