package vn.antin.auth.oauth2.device;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Devices that ask for tokens.
 *
 * @param lifetime how long a code can be typed
 * @param interval the least time between two polls of a device
 * @param openPerAddress codes that one network address may have asked for and that nobody has
 *     answered yet
 * @param guessesPerAccount wrong codes that fit in the bucket of one official
 * @param guessesPerAddress wrong codes that fit in the bucket of one network address
 * @param guessWindow in which a full bucket empties
 */
@ConfigurationProperties("antin.device")
@Validated
record DeviceProperties(
    @DefaultValue("10m") Duration lifetime,
    @DefaultValue("5s") Duration interval,
    @DefaultValue("200") @Positive int openPerAddress,
    @DefaultValue("10") @Positive int guessesPerAccount,
    @DefaultValue("100") @Positive int guessesPerAddress,
    @DefaultValue("15m") Duration guessWindow) {}
