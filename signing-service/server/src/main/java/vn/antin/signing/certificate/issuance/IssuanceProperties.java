package vn.antin.signing.certificate.issuance;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;
import vn.antin.signing.token.KeyKind;

/**
 * How certificates are issued from the desk.
 *
 * @param authority name of the authority that is asked; needed only where there are several
 * @param key kind of the keys that are made
 */
@Validated
@ConfigurationProperties("antin.certificates")
record IssuanceProperties(@Nullable String authority, @DefaultValue("rsa-2048") KeyKind key) {}
