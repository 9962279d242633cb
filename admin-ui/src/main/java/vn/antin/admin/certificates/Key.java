package vn.antin.admin.certificates;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a certificate's key can do.
 *
 * @param basis probed (by the tokens that can use it), certificate (what a key of its kind may do),
 *     unknown (no such token answers)
 * @param bits size of the modulus or of the curve
 * @param algorithms of signatures, by the names that the tokens' page shows too
 * @param pss whether RSASSA-PSS is among them; null for other keys than RSA and when unknown
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Key(
    @Nullable String basis,
    @Nullable Integer bits,
    @Nullable String curve,
    List<String> algorithms,
    List<String> hashes,
    @Nullable Boolean pss) {
  public Key {
    algorithms = List.copyOf(Objects.requireNonNullElse(algorithms, List.of()));
    hashes = List.copyOf(Objects.requireNonNullElse(hashes, List.of()));
  }
}
