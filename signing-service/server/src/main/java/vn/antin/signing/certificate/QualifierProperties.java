package vn.antin.signing.certificate;

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
 *     vn_gov_cv} is there in any case and of {@code own} unless said otherwise
 */
@Validated
@ConfigurationProperties("antin.credentials")
record QualifierProperties(@DefaultValue Map<String, List<String>> qualifiers) {
  QualifierProperties {
    var all = new TreeMap<String, List<String>>(Map.of("vn_gov_cv", List.of("own")));
    all.putAll(qualifiers);
    qualifiers = Map.copyOf(all);
  }
}
