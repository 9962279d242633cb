package vn.antin.signing.key;

import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.token.SigningAlgorithm;
import vn.antin.signing.token.SigningAlgorithm.Scheme;

/**
 * What one key can do, and how that is known.
 *
 * @param basis {@code probed}: found out from the tokens that can use the key and can be reached;
 *     {@code certificate}: what a key of this kind may do, where the token is its holder's and was
 *     not asked; {@code unknown}: no token that can use it can be reached, and nothing is guessed
 * @param bits size of the modulus or of the curve; null where there is neither
 * @param curve such as {@code P-256}; null where there is none
 * @param algorithms names of {@link SigningAlgorithm}; empty when unknown
 * @param hashes their digests
 * @param pss whether RSASSA-PSS is among them; null when unknown, and for keys other than RSA
 */
public record KeyAbility(
    String basis,
    @Nullable Integer bits,
    @Nullable String curve,
    List<String> algorithms,
    List<String> hashes,
    @Nullable Boolean pss) {
  private static final Map<Integer, String> CURVES =
      Map.of(256, "P-256", 384, "P-384", 521, "P-521");

  public KeyAbility {
    algorithms = List.copyOf(algorithms);
    hashes = List.copyOf(hashes);
  }

  /** What the certificate's key allows, whatever holds it. */
  public static KeyAbility ofCertificate(PublicKey certified) {
    return of("certificate", certified, Set.of(SigningAlgorithm.values()));
  }

  /** What a key can do where these algorithms are on offer. */
  static KeyAbility probed(PublicKey certified, Set<SigningAlgorithm> offered) {
    return of("probed", certified, offered);
  }

  static KeyAbility unknown(PublicKey certified) {
    return new KeyAbility("unknown", bits(certified), curve(certified), List.of(), List.of(), null);
  }

  private static KeyAbility of(String basis, PublicKey certified, Set<SigningAlgorithm> offered) {
    var able =
        Arrays.stream(SigningAlgorithm.values())
            .filter(each -> offered.contains(each) && each.fits(certified))
            .toList();
    return new KeyAbility(
        basis,
        bits(certified),
        curve(certified),
        able.stream().map(Enum::name).toList(),
        able.stream().map(SigningAlgorithm::digest).distinct().toList(),
        certified instanceof RSAPublicKey
            ? able.stream().anyMatch(each -> each.scheme() == Scheme.RSA_PSS)
            : null);
  }

  private static @Nullable Integer bits(PublicKey key) {
    return switch (key) {
      case RSAPublicKey rsa -> rsa.getModulus().bitLength();
      case ECPublicKey ec -> ec.getParams().getOrder().bitLength();
      default -> null;
    };
  }

  /** The JDK knows no other curves than these. */
  private static @Nullable String curve(PublicKey key) {
    return switch (key) {
      case ECPublicKey ec -> CURVES.get(ec.getParams().getOrder().bitLength());
      case EdECPublicKey edwards -> edwards.getParams().getName();
      default -> null;
    };
  }
}
