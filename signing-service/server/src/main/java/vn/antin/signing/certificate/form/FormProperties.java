package vn.antin.signing.certificate.form;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Papers to outside authorities.
 *
 * @param addressee the authority; empty leaves a line to write on
 * @param form number of the form as the authority wants it named; empty names the decree alone
 */
@Validated
@ConfigurationProperties("antin.certificate-forms")
record FormProperties(@DefaultValue("") String addressee, @DefaultValue("") String form) {}
