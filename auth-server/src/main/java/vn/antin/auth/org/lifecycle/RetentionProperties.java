package vn.antin.auth.org.lifecycle;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long personal data of officials who left is kept.
 *
 * @param keep from leaving to erasure; the account's id, posts, decisions and signatures stay
 *     beyond it
 * @param auditLog whether the personal fields beside the audit log's entries go as well; its proofs
 *     stay either way
 */
@ConfigurationProperties("antin.retention")
@Validated
record RetentionProperties(
    @DefaultValue("1826d") Duration keep, @DefaultValue("true") boolean auditLog) {}
