package vn.antin.auth.oauth2.ciba;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Questions that systems put to officials (CIBA).
 *
 * @param lifetime how long an official has to answer
 * @param longest what a client may ask for at most with {@code requested_expiry}
 * @param interval the least time between two polls
 * @param openPerOfficial unanswered questions that one official may have
 * @param openPerClient of these, from one client
 * @param openSignatures unanswered wishes for signatures of one client, to all officials together
 */
@ConfigurationProperties("antin.ciba")
@Validated
record CibaProperties(
    @DefaultValue("5m") Duration lifetime,
    @DefaultValue("30m") Duration longest,
    @DefaultValue("5s") Duration interval,
    @DefaultValue("30") @Positive int openPerOfficial,
    @DefaultValue("10") @Positive int openPerClient,
    @DefaultValue("1000") @Positive int openSignatures) {}
