package vn.antin.admin.session;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long sessions last.
 *
 * @param idle without a request for that long a session is over
 * @param lifetime the longest a session lasts, however busy
 * @param refreshAhead how long before its expiry an access token is replaced
 */
@Validated
@ConfigurationProperties("antin.session")
record SessionProperties(
    @DefaultValue("2h") Duration idle,
    @DefaultValue("12h") Duration lifetime,
    @DefaultValue("1m") Duration refreshAhead) {}
