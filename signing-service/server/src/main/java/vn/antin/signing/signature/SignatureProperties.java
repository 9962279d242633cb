package vn.antin.signing.signature;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What levels above B need from elsewhere. Without any time-stamps they are not offered.
 *
 * @param ownTimeStamps whether this installation's own time-stamp authority, when it is on, is
 *     asked before the servers
 * @param timeStampServers further authorities (RFC 3161), in the order of preference
 * @param allowedHosts names or addresses of time-stamp servers and certification authorities that
 *     may be asked although they are private; the host of {@code antin.public-url} always may
 * @param connectTimeout to wait for a connection
 * @param answerTimeout to wait for a whole answer
 */
@Validated
@ConfigurationProperties("antin.signatures")
record SignatureProperties(
    @DefaultValue("true") boolean ownTimeStamps,
    @DefaultValue List<@NotNull URI> timeStampServers,
    @DefaultValue List<String> allowedHosts,
    @DefaultValue("2s") @NotNull Duration connectTimeout,
    @DefaultValue("5s") @NotNull Duration answerTimeout) {
  SignatureProperties {
    timeStampServers = List.copyOf(timeStampServers);
    allowedHosts = List.copyOf(allowedHosts);
  }
}
