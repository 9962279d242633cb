package vn.antin.signing.authority.profile;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.springframework.boot.context.properties.bind.DefaultValue;
import vn.antin.signing.token.KeyKind;

/**
 * What a certificate of one kind contains.
 *
 * @param kind root, issuing, or leaf
 * @param lifetime the longest validity, and the usual one
 * @param required attributes that the subject must have ({@code CN}, {@code UID}, …)
 * @param optional further attributes that it may have
 * @param keys kinds of public key that are certified
 * @param keyUsage exactly these bits, critical
 * @param extendedKeyUsage exactly these purposes, as object identifiers; none leaves it out
 * @param policies object identifiers of certificate policies
 * @param qcStatements statements of ETSI EN 319 412-5
 * @param hostNames whether DNS names belong into it: then at least one is needed
 * @param statusChecked whether it names where its status is told; a certificate of an OCSP
 *     responder says instead that nobody needs to ask (RFC 6960 §4.2.2.2.1)
 */
public record Profile(
    @DefaultValue("leaf") Kind kind,
    Duration lifetime,
    @DefaultValue List<String> required,
    @DefaultValue List<String> optional,
    @DefaultValue List<KeyKind> keys,
    @DefaultValue List<KeyUse> keyUsage,
    @DefaultValue List<String> extendedKeyUsage,
    @DefaultValue List<String> policies,
    @DefaultValue List<QcStatement> qcStatements,
    @DefaultValue("false") boolean hostNames,
    @DefaultValue("true") boolean statusChecked) {
  /** Purposes that bring rules of their own. */
  public static final String TIME_STAMPING = "1.3.6.1.5.5.7.3.8";

  public static final String OCSP_SIGNING = "1.3.6.1.5.5.7.3.9";

  /** Where in the chain. */
  public enum Kind {
    ROOT(1),
    ISSUING(0),
    LEAF(-1);

    private final int pathLength;

    Kind(int pathLength) {
      this.pathLength = pathLength;
    }

    public boolean authority() {
      return pathLength >= 0;
    }

    /** The path length constraint of an authority; -1 for what is none. */
    public int pathLength() {
      return pathLength;
    }
  }

  public Profile {
    required = List.copyOf(required);
    optional = List.copyOf(optional);
    keys = List.copyOf(keys);
    keyUsage = List.copyOf(keyUsage);
    extendedKeyUsage = List.copyOf(extendedKeyUsage);
    policies = List.copyOf(policies);
    qcStatements = List.copyOf(qcStatements);
    if (lifetime == null || lifetime.isNegative() || lifetime.isZero()) {
      throw new IllegalArgumentException("a profile needs a lifetime");
    }
    if (keys.isEmpty() || keyUsage.isEmpty()) {
      throw new IllegalArgumentException("a profile needs keys and key-usage");
    }
    Stream.concat(required.stream(), optional.stream()).forEach(Profile::attribute);
    Stream.concat(extendedKeyUsage.stream(), policies.stream()).forEach(ASN1ObjectIdentifier::new);
  }

  /** The attribute with this short name. */
  public static ASN1ObjectIdentifier attribute(String name) {
    return BCStyle.INSTANCE.attrNameToOID(name.toLowerCase(Locale.ROOT));
  }

  public List<ASN1ObjectIdentifier> requiredAttributes() {
    return required.stream().map(Profile::attribute).toList();
  }

  public List<ASN1ObjectIdentifier> allowedAttributes() {
    return Stream.concat(required.stream(), optional.stream()).map(Profile::attribute).toList();
  }

  /** Whether its certificates speak for the issuer about status (RFC 6960 §4.2.2.2). */
  public boolean answersStatus() {
    return extendedKeyUsage.contains(OCSP_SIGNING);
  }

  /** RFC 3161 §2.3 wants the purpose of a time-stamping authority to be critical. */
  public boolean purposesCritical() {
    return extendedKeyUsage.contains(TIME_STAMPING);
  }
}
