package vn.antin.signing.validation;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Bounds of the public check, and whom it trusts.
 *
 * @param maxSize the largest file taken
 * @param perMinute calls from one address in a minute, counted on each node
 * @param memory what files being received may hold together; validating takes about five times the
 *     size of a file, so at most {@code maxSize} is validated at a time
 * @param uploadTime how long receiving one may take
 * @param trustedProxies addresses whose X-Forwarded-For is believed when counting
 * @param trustAnchors folder of PEM files with the roots to trust, beside the development root
 */
@ConfigurationProperties("antin.validation")
record ValidationProperties(
    @DefaultValue("32MB") DataSize maxSize,
    @DefaultValue("30") int perMinute,
    @DefaultValue("96MB") DataSize memory,
    @DefaultValue("60s") Duration uploadTime,
    @DefaultValue({"127.0.0.1", "0:0:0:0:0:0:0:1"}) List<String> trustedProxies,
    @Nullable Path trustAnchors) {}
