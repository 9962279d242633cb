package vn.antin.auth.session;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long a session lasts.
 *
 * @param lifetime from login to the end, whatever happens
 * @param idle without any request
 * @param keepEnded how long an ended session stays as evidence before its row is deleted
 */
@ConfigurationProperties("antin.session")
@Validated
record SessionProperties(
    @DefaultValue("12h") Duration lifetime,
    @DefaultValue("4h") Duration idle,
    @DefaultValue("90d") Duration keepEnded) {}
