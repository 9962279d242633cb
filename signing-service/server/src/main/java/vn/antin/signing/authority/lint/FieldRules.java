package vn.antin.signing.authority.lint;

import static vn.antin.signing.authority.lint.Rule.FINE;
import static vn.antin.signing.authority.lint.Rule.unless;

import java.io.IOException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import vn.antin.signing.authority.profile.ToBeSigned;

/** Version, serial number, algorithm, validity. */
final class FieldRules {
  private static final int LEAST_SERIAL_BITS = 64;
  private static final int MOST_SERIAL_OCTETS = 20;
  private static final Duration SLACK = Duration.ofSeconds(5);
  private static final Instant YEAR_2050 = Instant.parse("2050-01-01T00:00:00Z");

  private static final Set<?> RSA =
      Set.of(
          PKCSObjectIdentifiers.sha256WithRSAEncryption,
          PKCSObjectIdentifiers.sha384WithRSAEncryption,
          PKCSObjectIdentifiers.sha512WithRSAEncryption);
  private static final Set<?> WITHOUT_PARAMETERS =
      Set.of(
          X9ObjectIdentifiers.ecdsa_with_SHA256,
          X9ObjectIdentifiers.ecdsa_with_SHA384,
          X9ObjectIdentifiers.ecdsa_with_SHA512,
          EdECObjectIdentifiers.id_Ed25519);

  static final List<Rule> ALL =
      List.of(
          new Rule("der", "X.690 §10, RFC 5280 §4.1", FieldRules::canonical),
          new Rule(
              "version",
              "RFC 5280 §4.1.2.1",
              draft -> unless(draft.certificate().getVersionNumber() == 3, "must be version 3")),
          new Rule("serial-number", "RFC 5280 §4.1.2.2", FieldRules::serialNumber),
          new Rule(
              "signature-algorithm",
              "RFC 5280 §4.1.2.3, RFC 4055, RFC 5758",
              draft -> algorithm(draft.certificate().getSignature())),
          new Rule("validity-encoding", "RFC 5280 §4.1.2.5", FieldRules::encodedTimes),
          new Rule("validity-order", "RFC 5280 §4.1.2.5", FieldRules::order),
          new Rule("lifetime", "profile", FieldRules::lifetime),
          new Rule("backdating", "profile", FieldRules::backdating),
          new Rule(
              "unique-identifiers",
              "RFC 5280 §4.1.2.8",
              draft ->
                  unless(
                      draft.certificate().getIssuerUniqueId() == null
                          && draft.certificate().getSubjectUniqueId() == null,
                      "must not be there")));

  private FieldRules() {}

  private static String canonical(Draft draft) {
    try {
      return unless(
          Arrays.equals(draft.der(), draft.certificate().getEncoded(ASN1Encoding.DER)),
          "the bytes are not DER");
    } catch (IOException e) {
      return "the bytes cannot be encoded again";
    }
  }

  private static String serialNumber(Draft draft) {
    var serial = draft.certificate().getSerialNumber().getValue();
    if (serial.signum() <= 0) {
      return "must be positive";
    }
    if (serial.bitLength() < LEAST_SERIAL_BITS) {
      return "must come from 64 random bits at least, has " + serial.bitLength();
    }
    return unless(
        serial.toByteArray().length <= MOST_SERIAL_OCTETS,
        "must not be longer than 20 octets, has " + serial.toByteArray().length);
  }

  private static String algorithm(AlgorithmIdentifier algorithm) {
    var id = algorithm.getAlgorithm();
    if (RSA.contains(id)) {
      return unless(
          DERNull.INSTANCE.equals(algorithm.getParameters()), "parameters of RSA must be NULL");
    }
    return WITHOUT_PARAMETERS.contains(id)
        ? unless(algorithm.getParameters() == null, "parameters must be absent")
        : "must be RSA or ECDSA with SHA-2, or Ed25519, is " + id;
  }

  private static String encodedTimes(Draft draft) {
    var start = encodedTime(draft.certificate().getStartDate());
    return start.isEmpty() ? encodedTime(draft.certificate().getEndDate()) : start;
  }

  private static String encodedTime(Time time) {
    ASN1Encodable encoded = time.toASN1Primitive();
    var early = instant(time).isBefore(YEAR_2050);
    return switch (encoded) {
      case ASN1UTCTime utc ->
          unless(
              early && utc.getTime().matches("\\d{12}GMT\\+00:00"),
              "UTCTime is for years before 2050, with seconds and Z");
      case ASN1GeneralizedTime general ->
          unless(
              !early && general.getTimeString().matches("\\d{14}Z"),
              "GeneralizedTime is for years from 2050 on, with seconds and Z");
      default -> "no time";
    };
  }

  private static String order(Draft draft) {
    return unless(start(draft).isBefore(end(draft)), "must end after it begins");
  }

  private static String lifetime(Draft draft) {
    var length = Duration.between(start(draft), end(draft));
    return unless(
        length.compareTo(draft.profile().lifetime()) <= 0,
        "must be at most " + draft.profile().lifetime() + ", is " + length);
  }

  private static String backdating(Draft draft) {
    var begin = start(draft);
    var earliest = draft.now().minus(ToBeSigned.BACKDATED).minus(SLACK);
    if (begin.isBefore(earliest)) {
      return "must not begin more than " + ToBeSigned.BACKDATED + " ago";
    }
    return begin.isAfter(draft.now()) ? "must not begin in the future" : FINE;
  }

  static Instant start(Draft draft) {
    return instant(draft.certificate().getStartDate());
  }

  static Instant end(Draft draft) {
    return instant(draft.certificate().getEndDate());
  }

  @SuppressWarnings("JavaUtilDate") // BouncyCastle's only way out.
  private static Instant instant(Time time) {
    try {
      return time.toASN1Primitive() instanceof ASN1UTCTime utc
          ? utc.getAdjustedDate().toInstant()
          : ((ASN1GeneralizedTime) time.toASN1Primitive()).getDate().toInstant();
    } catch (ParseException e) {
      throw new IllegalArgumentException("a time cannot be read", e);
    }
  }
}
