package vn.antin.signing.dossier;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Results of dossiers.
 *
 * @param checkUrl the public address of the check page, to which a result's code is added; it is
 *     printed on documents that outlive this installation, so choose one that will stay
 * @param results how many results one call may bring
 * @param perMinute how often one address may ask about codes in a minute, counted on each node
 */
@Validated
@ConfigurationProperties("antin.dossiers")
record DossierProperties(
    @DefaultValue("http://localhost:9200/kt/") String checkUrl,
    @DefaultValue("5000") @Min(1) @Max(5000) int results,
    @DefaultValue("60") @Min(1) int perMinute) {}
