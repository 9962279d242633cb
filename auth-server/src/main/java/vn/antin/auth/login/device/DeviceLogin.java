package vn.antin.auth.login.device;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Saying yes to a login on another device.
 *
 * @param begins whether a login may begin so, with nothing but a name; strangers can then make
 *     officials' inboxes show questions, though few
 * @param lifetime how long a question waits
 * @param perHour questions about one account in an hour, answered with yes not counted
 * @param perAddress questions from one address in an hour that no other factor stands behind
 */
@ConfigurationProperties("antin.device-login")
@Validated
record DeviceLogin(
    @DefaultValue("false") boolean begins,
    @DefaultValue("3m") Duration lifetime,
    @DefaultValue("5") @Positive int perHour,
    @DefaultValue("20") @Positive int perAddress) {}
