package vn.antin.signing.certificate.issuance;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.audit.AuditEvent;
import vn.antin.audit.AuditLog;
import vn.antin.signing.certificate.AdministratorScope;
import vn.antin.signing.certificate.CertificateAuthority;
import vn.antin.signing.certificate.CertificateWish;
import vn.antin.signing.certificate.Credential;
import vn.antin.signing.certificate.CredentialId;
import vn.antin.signing.certificate.Credentials;
import vn.antin.signing.certificate.FirstCertificates;
import vn.antin.signing.certificate.Holder;
import vn.antin.signing.key.Keys;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.token.KeyKind;
import vn.antin.signing.token.KeyLabel;
import vn.antin.signing.web.Caller;

/** Orders for certificates of holders, from the intent to the stored certificate. Thread-safe. */
public final class Orders implements FirstCertificates {
  private static final Logger LOG = LoggerFactory.getLogger(Orders.class);

  private final OrderRepository repository;
  private final Credentials credentials;
  private final Keys keys;
  private final ObjectProvider<CertificateAuthority> authorities;
  private final IssuanceProperties properties;
  private final AuditLog audit;
  private final TransactionOperations transaction;
  private final InstantSource time;

  Orders(
      OrderRepository repository,
      Credentials credentials,
      Keys keys,
      ObjectProvider<CertificateAuthority> authorities,
      IssuanceProperties properties,
      AuditLog audit,
      TransactionOperations transaction,
      InstantSource time) {
    this.repository = repository;
    this.credentials = credentials;
    this.keys = keys;
    this.authorities = authorities;
    this.properties = properties;
    this.audit = audit;
    this.transaction = transaction;
    this.time = time;
  }

  /**
   * Writes the intent for a first certificate. Empty when the holder has one or is being given one.
   * Joins the caller's transaction.
   *
   * @throws vn.antin.signing.problem.SigningException NOT_FOUND when the holder is not within what
   *     the caller may act upon, OWN_CERTIFICATE when it is the caller
   */
  public Optional<Order> first(Caller.Person caller, Holder holder, @Nullable KeyKind key) {
    AdministratorScope.refuseOwn(caller, holder.id());
    if (!repository.may(caller, holder, time.instant())) {
      throw Problem.NOT_FOUND.because("no holder to issue for within scope");
    }
    return first(holder, key == null ? properties.key() : key, caller.official().toString());
  }

  private Optional<Order> first(Holder holder, KeyKind key, String actor) {
    return intend(
        new Order(new CredentialId(UUID.randomUUID()), holder, key, authority(null), null, actor));
  }

  @Override
  public boolean issue(Holder holder, String actor) {
    var order = transaction.execute(_ -> first(holder, properties.key(), actor));
    if (order == null || order.isEmpty()) {
      return false;
    }
    carryOut(order.get(), () -> {});
    return true;
  }

  /**
   * Writes the intent for the certificate that takes another's place; the old one stays as it is.
   * Joins the caller's transaction.
   *
   * @throws vn.antin.signing.problem.SigningException NOT_FOUND outside the caller's power,
   *     OWN_CERTIFICATE when it is the caller's, CERTIFICATE_STATE when it was renewed before, was
   *     revoked or suspended by somebody, is not ours to renew, or its holder is no longer in
   *     force, CHANGED when it is not at the version that {@code ifMatch} names
   */
  public Order successor(
      Caller.Person caller, UUID id, @Nullable String ifMatch, @Nullable KeyKind key) {
    var old =
        repository
            .lock(caller, id, time.instant())
            .orElseThrow(() -> Problem.NOT_FOUND.because("no certificate to act upon: " + id));
    repository.require(old.id(), ifMatch);
    AdministratorScope.refuseOwn(caller, old.holder().id());
    if (!old.renewable()) {
      throw Problem.CERTIFICATE_STATE
          .because("credential " + id + " is not to be renewed")
          .showing("state", old.state());
    }
    return intend(
            new Order(
                new CredentialId(UUID.randomUUID()),
                old.holder(),
                key == null ? properties.key() : key,
                authority(old.authority()),
                old.id(),
                caller.official().toString()))
        .orElseThrow(() ->
            Problem.CERTIFICATE_STATE
                .because("credential " + id + " has a successor")
                .showing("state", "renewed"));
  }

  private Optional<Order> intend(Order order) {
    var replaces = order.replaces();
    var name = order.authority().name();
    if (!repository.intend(order.id(), order.holder(), name, replaces, time.instant())) {
      return Optional.empty();
    }
    record(
        "certificate.requested",
        order,
        replaces == null
            ? Map.of("authority", name)
            : Map.of("authority", name, "replaces", replaces.toString()));
    return Optional.of(order);
  }

  /**
   * Makes key and certificate of an order whose intent is committed, and stores them; {@code
   * inside} runs in the transaction that does. Otherwise the intent is given up and the fault
   * thrown on.
   */
  public Credential carryOut(Order order, Runnable inside) {
    try {
      var made = make(order);
      transaction.executeWithoutResult(_ -> {
        if (!credentials.complete(made)) {
          throw Problem.OUTCOME_UNKNOWN.because("the intent to issue was given up meanwhile");
        }
        if (order.replaces() != null) {
          repository.remember(order.replaces(), "renewed", order.actor(), time.instant());
        }
        record("certificate.issued", order, Map.of("serialNumber", made.serialNumber()));
        inside.run();
      });
      return made;
    } catch (RuntimeException e) {
      giveUp(order);
      throw e;
    }
  }

  private Credential make(Order order) {
    var holder = order.holder();
    var label = new KeyLabel(Credentials.keyLabel(order.id()));
    var key =
        keys.generate(label, order.key(), holder.residence(), holder.id().toString()).publicKey();
    var issued = order.authority().issue(new CertificateWish(order.id(), holder, key));
    if (!issued.certificate().getPublicKey().equals(key)) {
      throw Problem.INTERNAL.because("the authority certified another key");
    }
    return new Credential(
        order.id(), holder, label.value(), issued.certificate(), issued.issuers(), "valid");
  }

  private void giveUp(Order order) {
    try {
      transaction.executeWithoutResult(_ -> {
        if (credentials.fail(order.id())) {
          record("certificate.failed", order, Map.of());
        }
      });
    } catch (RuntimeException e) {
      LOG.warn(
          "Credential {} failed and could not be cleared away: {}", order.id(), e.getMessage());
    }
  }

  /**
   * Gives up intents without an outcome and reports them. What the authority may have signed for
   * them is taken back in the same transaction.
   */
  void reconcile() {
    var interrupted =
        transaction.execute(_ -> {
          var found = repository.interrupted(time.instant().minus(Credentials.LONGEST_ISSUING));
          found.forEach(this::interrupted);
          return found;
        });
    for (var id : interrupted == null ? List.<CredentialId>of() : interrupted) {
      LOG.error("The issuing of credential {} was interrupted; it is not repeated.", id);
    }
  }

  /**
   * Gives up an issuing of which nobody knows how far it came; false when it had ended. Joins the
   * caller's transaction.
   */
  public boolean interrupted(CredentialId id) {
    var failed = credentials.fail(id);
    if (failed) {
      audit.append(
          new AuditEvent("certificate.interrupted", "schedule", id.toString(), Map.of(), Map.of()));
    }
    return failed;
  }

  /** The authority of that name; else the one configured, or the only one there is. */
  private CertificateAuthority authority(@Nullable String name) {
    var wanted = name == null ? properties.authority() : name;
    var known = authorities.orderedStream().toList();
    return known.stream()
        .filter(each -> wanted == null ? known.size() == 1 : each.name().equals(wanted))
        .findFirst()
        .orElseThrow(() ->
            Problem.AUTHORITY_ABSENT.because(
                "of %d authorities none is chosen by '%s'".formatted(known.size(), wanted)));
  }

  private void record(String type, Order order, Map<String, String> more) {
    var facts = new HashMap<>(more);
    facts.put("kind", order.holder().kind());
    facts.put("holder", order.holder().id().toString());
    audit.append(new AuditEvent(type, order.actor(), order.id().toString(), facts, Map.of()));
  }
}
