package vn.antin.auth.approval;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long agreement lasts.
 *
 * @param questionLifetime how long an approval page waits for the official
 * @param decisionLifetime how long a decision waits for the browser to return with it
 * @param grantLifetime how long after the decision anything may be signed, whatever the token says
 */
@Validated
@ConfigurationProperties("antin.approval")
record ApprovalProperties(
    @DefaultValue("15m") Duration questionLifetime,
    @DefaultValue("2m") Duration decisionLifetime,
    @DefaultValue("10m") Duration grantLifetime) {}
