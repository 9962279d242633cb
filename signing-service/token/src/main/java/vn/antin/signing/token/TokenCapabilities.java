package vn.antin.signing.token;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a token can do, as it says itself and as was tried out when it was opened.
 *
 * @param kinds keys that it makes
 * @param algorithms signatures that it makes, each with some key
 * @param mechanisms PKCS#11 mechanism numbers with their smallest and largest sizes
 * @param wrapping how it wraps keys; null when it does not, or when no master key is in it
 * @param masters check values of the master keys in it, the one that wraps first
 */
public record TokenCapabilities(
    String manufacturer,
    String model,
    String serialNumber,
    Set<KeyKind> kinds,
    Set<SigningAlgorithm> algorithms,
    List<String> mechanisms,
    @Nullable WrapMechanism wrapping,
    List<String> masters) {

  public TokenCapabilities {
    kinds = Set.copyOf(kinds);
    algorithms = Set.copyOf(algorithms);
    mechanisms = List.copyOf(mechanisms);
    masters = List.copyOf(masters);
  }

  /** Of keys in files, made and used by the JDK. */
  static TokenCapabilities software(Set<KeyKind> kinds, Set<SigningAlgorithm> algorithms) {
    return new TokenCapabilities(
        "Ấn Tín", "PKCS#12", "", kinds, algorithms, List.of(), null, List.of());
  }
}
