package vn.antin.signing.authority;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.signing.authority.lint.Finding;
import vn.antin.signing.authority.lint.Lint;
import vn.antin.signing.authority.profile.Certifier;
import vn.antin.signing.authority.profile.Profiles;
import vn.antin.signing.authority.profile.SignedCertificate;
import vn.antin.signing.authority.profile.StatusAddresses;
import vn.antin.signing.authority.profile.ToBeSigned;
import vn.antin.signing.authority.profile.Wish;
import vn.antin.signing.certificate.Certificates;
import vn.antin.signing.certificate.Issued;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.problem.SigningException;
import vn.antin.signing.token.KeyLabel;
import vn.antin.signing.token.SigningOutcome;

/**
 * Prepares, lints, writes the intent down, signs, compares, and writes the outcome down. What is
 * signed are the linted bytes themselves. Thread-safe.
 */
public final class Issuing {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SERIAL_BITS = 127;
  private static final int LEAST_SERIAL_BITS = 120;

  private static final Finding NOT_AWAITED =
      new Finding("not-awaited", "the order", "it was given up, or another node has it");
  private static final Finding NOT_ENTERED =
      new Finding(
          "not-entered",
          "RFC 5280 §4.1.2.2, §5.3.1",
          "the authority is not in force, the number is taken, or the key is known to be compromised");

  private final Authorities authorities;
  private final CaKeys keys;
  private final Ledger ledger;
  private final Profiles profiles;
  private final StatusAddresses addresses;
  private final AuditLog audit;
  private final TransactionOperations transaction;
  private final InstantSource time;

  Issuing(
      Authorities authorities,
      CaKeys keys,
      Ledger ledger,
      Profiles profiles,
      StatusAddresses addresses,
      AuditLog audit,
      TransactionOperations transaction,
      InstantSource time) {
    this.authorities = authorities;
    this.keys = keys;
    this.ledger = ledger;
    this.profiles = profiles;
    this.addresses = addresses;
    this.audit = audit;
    this.transaction = transaction;
    this.time = time;
  }

  /**
   * Issues from the issuing authority in force.
   *
   * @throws SigningException CERTIFICATE_REFUSED with the findings, TOKEN_UNREACHABLE or
   *     OUTCOME_UNKNOWN as the token says, AUTHORITY_ABSENT when there is none
   */
  public Issued issue(Order order) {
    var issuer =
        authorities
            .issuing()
            .orElseThrow(
                () -> Problem.AUTHORITY_ABSENT.because("no issuing authority is in force"));
    return issue(issuer, order);
  }

  /** Issues from this authority. */
  public Issued issue(Ca issuer, Order order) {
    var key = issuer.key();
    if (key == null) {
      throw Problem.AUTHORITY_ABSENT.because("the key of " + issuer.name() + " is not here");
    }
    var issuers = new ArrayList<X509Certificate>();
    issuers.add(issuer.certificate());
    authorities.above(issuer).ifPresent(above -> issuers.add(above.certificate()));
    return new Issued(sign(issuer.certifier(), key, order, true), issuers);
  }

  /**
   * Founds a root that signs for itself. It has no row of its own before, so the audit log alone
   * says that its key is used.
   */
  public Ca foundRoot(String name, KeyLabel label, Order order) {
    var wish = order.wish();
    var certificate = sign(Certifier.self(name, wish.subject(), wish.key()), label, order, false);
    return authorities.found(name, true, null, label, certificate);
  }

  private X509Certificate sign(Certifier issuer, KeyLabel label, Order order, boolean entered) {
    var profile =
        profiles
            .find(order.profile())
            .orElseThrow(() -> Problem.INVALID_REQUEST.because("no profile " + order.profile()));
    var content = prepare(issuer, profile, order.wish());
    var der = encoded(content);
    lint(der, issuer, profile, order);
    intend(issuer, profile, order, content, der, entered);
    var serial = content.getSerialNumber().getValue();
    X509Certificate certificate;
    try {
      certificate = signed(issuer, label, content, der);
    } catch (RuntimeException e) {
      giveUp(issuer, order, serial, entered, e);
      throw e;
    }
    transaction.executeWithoutResult(_ -> {
      if (entered && !ledger.issued(issuer.authority(), certificate)) {
        throw Problem.OUTCOME_UNKNOWN.because("the row of a serial number is not as it was");
      }
      record("authority.certificate-signed", order, issuer, serial, Map.of());
    });
    return certificate;
  }

  private TBSCertificate prepare(Certifier issuer, Profiles.Named profile, Wish wish) {
    try {
      return new ToBeSigned(profile.profile(), issuer, addresses)
          .write(wish, serialNumber(), CaKeys.identifier(issuer.key()), time.instant());
    } catch (IllegalArgumentException e) {
      throw Problem.INVALID_REQUEST.because("the wish cannot be written as a certificate", e);
    }
  }

  private void lint(byte[] der, Certifier issuer, Profiles.Named profile, Order order) {
    var findings = Lint.look(der, profile.profile(), issuer, time.instant());
    if (!findings.isEmpty()) {
      refuse(order, issuer, findings);
    }
  }

  private void refuse(Order order, Certifier issuer, List<Finding> findings) {
    var rules = String.join(",", findings.stream().map(Finding::rule).toList());
    transaction.executeWithoutResult(_ ->
        record(
            "authority.certificate-refused",
            order,
            issuer,
            BigInteger.ZERO,
            Map.of("rules", rules)));
    throw Problem.CERTIFICATE_REFUSED
        .because("profile " + order.profile() + ": " + findings)
        .showing("reasons", findings.stream().map(Finding::toString).toList());
  }

  private void intend(
      Certifier issuer,
      Profiles.Named profile,
      Order order,
      TBSCertificate content,
      byte[] der,
      boolean entered) {
    Optional<Finding> refused =
        Objects.requireNonNull(
            transaction.execute(_ -> {
              var now = time.instant();
              if (ledger.remember(profile, now)) {
                audit.append(
                    new AuditEvent(
                        "authority.profile-first-used",
                        order.by(),
                        profile.name(),
                        Map.of("version", profile.version()),
                        Map.of()));
              }
              var intent = order.intent();
              if (intent != null && !intent.awaited()) {
                return Optional.of(NOT_AWAITED);
              }
              if (entered
                  && !ledger.intend(
                      issuer.authority(),
                      profile,
                      content,
                      Certificates.sha256(der),
                      Certificates.sha256(order.wish().key().getEncoded()),
                      intent == null ? null : intent.id(),
                      now)) {
                return Optional.of(NOT_ENTERED);
              }
              record(
                  "authority.certificate-intended",
                  order,
                  issuer,
                  content.getSerialNumber().getValue(),
                  Map.of());
              return Optional.empty();
            }));
    refused.ifPresent(finding -> refuse(order, issuer, List.of(finding)));
  }

  private X509Certificate signed(
      Certifier issuer, KeyLabel label, TBSCertificate content, byte[] der) {
    var value =
        switch (keys.sign(label, issuer.key(), der)) {
          case SigningOutcome.Signed(var signature) -> signature.bytes();
          case SigningOutcome.Refused(var reason, var detail) ->
              throw Problem.TOKEN_UNREACHABLE.because(reason + ": " + detail);
          case SigningOutcome.Unknown(var detail) -> throw Problem.OUTCOME_UNKNOWN.because(detail);
        };
    try {
      return SignedCertificate.certificate(content, der, value, issuer.key());
    } catch (GeneralSecurityException e) {
      throw Problem.OUTCOME_UNKNOWN.because("what the token signed is not a certificate", e);
    }
  }

  private void giveUp(
      Certifier issuer, Order order, BigInteger serial, boolean entered, RuntimeException why) {
    var unknown =
        why instanceof SigningException known && known.problem() == Problem.OUTCOME_UNKNOWN;
    try {
      transaction.executeWithoutResult(_ -> {
        if (entered) {
          ledger.ended(issuer.authority(), serial, unknown);
        }
        record(
            unknown ? "authority.certificate-unknown" : "authority.certificate-failed",
            order,
            issuer,
            serial,
            Map.of());
      });
    } catch (RuntimeException e) {
      // The row stays 'intended': whoever looks after those reports it.
      why.addSuppressed(e);
    }
  }

  private void record(
      String type, Order order, Certifier issuer, BigInteger serial, Map<String, String> more) {
    var facts = new HashMap<>(more);
    facts.put("authority", issuer.authority());
    facts.put("profile", order.profile());
    var intent = order.intent();
    if (intent != null) {
      facts.put("credential", intent.id().toString());
    }
    audit.append(
        new AuditEvent(
            type,
            order.by(),
            serial.signum() == 0 ? null : Ledger.serial(serial),
            facts,
            Map.of()));
  }

  private static byte[] encoded(TBSCertificate content) {
    try {
      return content.getEncoded(ASN1Encoding.DER);
    } catch (IOException e) {
      throw new IllegalStateException("a certificate could not be encoded", e);
    }
  }

  /** 127 random bits: positive, not guessable, far from the limit of 20 octets. */
  private static BigInteger serialNumber() {
    BigInteger serial;
    do {
      serial = new BigInteger(SERIAL_BITS, RANDOM);
    } while (serial.bitLength() < LEAST_SERIAL_BITS);
    return serial;
  }
}
