package vn.antin.admin.upload;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The largest files taken; signing-service has limits of its own behind these.
 *
 * @param document a PDF to sign
 * @param check a PDF to check on the public page
 * @param list officials or certificates to import, which the services limit likewise
 */
@Validated
@ConfigurationProperties("antin.upload")
public record UploadProperties(
    @DefaultValue("500MB") DataSize document,
    @DefaultValue("32MB") DataSize check,
    @DefaultValue("16MB") DataSize list) {}
