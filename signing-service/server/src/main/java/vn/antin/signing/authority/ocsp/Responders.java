package vn.antin.signing.authority.ocsp;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.antin.signing.authority.Authorities;
import vn.antin.signing.authority.Ca;
import vn.antin.signing.authority.CaKeys;
import vn.antin.signing.authority.Issuing;
import vn.antin.signing.authority.Order;
import vn.antin.signing.authority.profile.Profiles;
import vn.antin.signing.authority.profile.Wish;
import vn.antin.signing.token.KeyKind;
import vn.antin.signing.token.KeyLabel;

/** The keys that answer, each replaced at half of its life. Thread-safe. */
final class Responders {
  private static final Logger LOG = LoggerFactory.getLogger(Responders.class);
  private static final Duration KNOWN = Duration.ofSeconds(2);

  private record Held(Responder responder, Instant readAt) {}

  private final OcspRepository repository;
  private final Issuing issuing;
  private final CaKeys keys;
  private final InstantSource time;
  private final ConcurrentHashMap<String, Held> held = new ConcurrentHashMap<>();

  Responders(OcspRepository repository, Issuing issuing, CaKeys keys, InstantSource time) {
    this.repository = repository;
    this.issuing = issuing;
    this.keys = keys;
    this.time = time;
  }

  /** The responder of an authority; empty until the first was made. */
  Optional<Responder> of(String authority) {
    var now = time.instant();
    var known = held.get(authority);
    if (known != null
        && now.isBefore(known.readAt().plus(KNOWN))
        && now.isBefore(known.responder().certificate().getNotAfter().toInstant())) {
      return Optional.of(known.responder());
    }
    var found = repository.responder(authority, now);
    found.ifPresent(each -> held.put(authority, new Held(each, now)));
    return found;
  }

  /** Makes a responder when there is none or the one there is at half of its life. */
  Responder ready(Ca authority) {
    var now = time.instant();
    var current = repository.responder(authority.name(), now);
    if (current.isPresent()
        && (now.isBefore(half(current.get())) || lastsAsLong(current.get(), authority))) {
      return current.get();
    }
    var label =
        new KeyLabel(
            "ocsp-" + authority.name() + "-" + UUID.randomUUID().toString().substring(0, 8));
    var key = keys.generate(label, KeyKind.EC_P256, authority.name());
    try {
      var issued =
          issuing.issue(
              authority,
              new Order(
                  Profiles.OCSP_RESPONDER, new Wish(subject(authority), key), null, "schedule"));
      var made = new Responder(authority.name(), label, issued.certificate());
      repository.add(made);
      held.put(authority.name(), new Held(made, now));
      return made;
    } catch (RuntimeException e) {
      keys.destroy(label);
      throw e;
    }
  }

  /**
   * Keys whose certificates ended or were taken back sign nothing any more. As a responder's own
   * certificate is not checked, what one that was taken back signed is made anew.
   */
  void clear() {
    var now = time.instant();
    for (var ended : repository.ended(now)) {
      keys.destroy(ended.key());
      if (now.isBefore(ended.certificate().getNotAfter().toInstant())) {
        repository.refresh(ended.authority(), now);
      }
      repository.remove(ended.key());
      LOG.info("The OCSP responder {} ended and its key is destroyed", ended.key());
    }
  }

  /** Whether the next one could not last longer. */
  private static boolean lastsAsLong(Responder responder, Ca authority) {
    return !responder
        .certificate()
        .getNotAfter()
        .toInstant()
        .isBefore(authority.certifier().notAfter());
  }

  private static Instant half(Responder responder) {
    var from = responder.certificate().getNotBefore().toInstant();
    var to = responder.certificate().getNotAfter().toInstant();
    return from.plus(Duration.between(from, to).dividedBy(2));
  }

  /** Country and organisation of the authority, with a name that tells what it is. */
  private static X500Name subject(Ca authority) {
    var builder = new X500NameBuilder(BCStyle.INSTANCE);
    var above = Authorities.subject(authority);
    for (var attribute : new ASN1ObjectIdentifier[] {BCStyle.C, BCStyle.O}) {
      for (var part : above.getRDNs(attribute)) {
        builder.addRDN(part.getFirst());
      }
    }
    return builder.addRDN(BCStyle.CN, "OCSP " + authority.name()).build();
  }
}
