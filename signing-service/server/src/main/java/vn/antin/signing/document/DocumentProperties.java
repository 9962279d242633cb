package vn.antin.signing.document;

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
 */
@Validated
@ConfigurationProperties("antin.documents")
record DocumentProperties(
    @DefaultValue("200MB") DataSize maxSize, @DefaultValue("30d") Duration lifetime) {}
