package vn.antin.signing.validation;

import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds of the public check, and whom it trusts.
 *
 * @param maxSize the largest file taken
 * @param perMinute calls from one address in a minute, counted on each node
 * @param memory what files being received may hold together
 * @param validatorMemory heap of the child process that validates, one file at a time; about ten
 *     times the largest file
 * @param validationTime how long validating one may take
 * @param uploadTime how long receiving one may take
 * @param trustAnchors folder of the trust domains, beside the installation's own authority; see
 *     docs/validation.md
 */
@Validated
@ConfigurationProperties("antin.validation")
record ValidationProperties(
    @DefaultValue("32MB") DataSize maxSize,
    @DefaultValue("30") @Min(1) int perMinute,
    @DefaultValue("96MB") DataSize memory,
    @DefaultValue("384MB") DataSize validatorMemory,
    @DefaultValue("20s") Duration validationTime,
    @DefaultValue("60s") Duration uploadTime,
    @Nullable Path trustAnchors) {}
