package vn.antin.signing.document;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds on documents.
 *
 * @param maxSize the largest document taken; a longer one is refused before it is read
 * @param lifetime how long a document, signed or not, can be fetched
 * @param quota how much one system may have stored
 * @param quotaDocuments how many documents one system may have stored
 */
@Validated
@ConfigurationProperties("antin.documents")
record DocumentProperties(
    @DefaultValue("500MB") DataSize maxSize,
    @DefaultValue("30d") Duration lifetime,
    @DefaultValue("100GB") DataSize quota,
    @DefaultValue("200000") @Min(1) int quotaDocuments) {}
