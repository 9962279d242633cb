package vn.antin.signing.authority.development;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The development authority.
 *
 * @param enabled issues certificates for officials without asking anyone: never in production
 * @param officials how many officials get a certificate ahead of need, in order of user name
 * @param pause rest between two issuings ahead of need
 */
@Validated
@ConfigurationProperties("antin.development-authority")
record DevelopmentAuthorityProperties(
    @DefaultValue("false") boolean enabled,
    @DefaultValue("200") @Min(0) int officials,
    @DefaultValue("250ms") Duration pause) {}
