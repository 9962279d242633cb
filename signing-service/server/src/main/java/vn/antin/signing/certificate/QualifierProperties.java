package vn.antin.signing.certificate;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Kinds of certificates that applications may ask for by name.
 *
 * @param qualifiers for each name the authorities of which one stands in the chain: SHA-256 of its
 *     certificate in hex, or {@code own} for those that this installation vouches for; {@code
 *     vn_gov_cv} and {@code vn_gov_cv_seal} are there in any case, of {@code own} unless said
 *     otherwise; a name that ends in {@code seal} is of seals alone, any other of officials' own
 */
@Validated
@ConfigurationProperties("antin.credentials")
record QualifierProperties(@DefaultValue Map<String, List<String>> qualifiers) {
  QualifierProperties {
    var all =
        new TreeMap<String, List<String>>(
            Map.of("vn_gov_cv", List.of("own"), "vn_gov_cv_seal", List.of("own")));
    all.putAll(qualifiers);
    qualifiers = Collections.unmodifiableMap(all);
  }
}
