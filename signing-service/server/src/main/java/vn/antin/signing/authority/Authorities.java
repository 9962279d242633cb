package vn.antin.signing.authority;

import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.x500.X500Name;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.certificate.Certificates;
import vn.antin.signing.certificate.TrustAnchors;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.token.KeyLabel;

/** The certification authorities of this installation. Thread-safe. */
public final class Authorities implements TrustAnchors {
  private final CaRepository repository;
  private final CaKeys keys;
  private final Set<String> prints;
  private final InstantSource time;

  /** Certificates of authorities never change once they are there. */
  private final ConcurrentHashMap<String, Ca> above = new ConcurrentHashMap<>();

  /**
   * @param prints SHA-256 of the roots that the operator vouches for
   */
  Authorities(CaRepository repository, CaKeys keys, Set<String> prints, InstantSource time) {
    this.repository = repository;
    this.keys = keys;
    this.prints = prints;
    this.time = time;
  }

  /**
   * As authorities are named.
   *
   * @throws vn.antin.signing.problem.SigningException INVALID_REQUEST for anything else
   */
  public static String name(@Nullable String name) {
    if (name == null || !KeyLabel.namesAuthority(name)) {
      throw Problem.INVALID_REQUEST.because("no name of an authority");
    }
    return name;
  }

  public Optional<Ca> root() {
    return repository.active("root");
  }

  /** The root in force, when it is trusted. */
  public Optional<Ca> anchor() {
    return root().filter(this::trusted);
  }

  /** Whether the operator vouches for this root: by configuration, which no call can change. */
  public boolean vouched(X509Certificate root) {
    return prints.contains(Certificates.fingerprint(root));
  }

  /** The development root vouches for itself until another one follows it. */
  private boolean trusted(Ca root) {
    return (root.key() != null && root.active()) || vouched(root.certificate());
  }

  /** The one that issues now. */
  public Optional<Ca> issuing() {
    return repository.active("issuing");
  }

  /** By its name in addresses, in force or retired. */
  public Optional<Ca> find(String name) {
    return repository.find(name);
  }

  public List<Ca> all() {
    return repository.all();
  }

  /** The root above an issuing authority. */
  public Optional<Ca> above(Ca authority) {
    var name = authority.issuer();
    if (name == null) {
      return Optional.empty();
    }
    var known = above.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    var found = repository.find(name);
    found.ifPresent(each -> above.put(name, each));
    return found;
  }

  /** Makes an authority with its key in the token; another node may have been faster. */
  public Ca found(
      String name, boolean root, @Nullable String issuer, KeyLabel label, X509Certificate made) {
    if (!repository.add(name, root, issuer, label, made, time.instant())) {
      keys.destroy(label);
    }
    return repository.find(name).orElseThrow();
  }

  /**
   * Writes down an authority whose certificate is going to be asked for, before it has a key; one
   * that waits already keeps its key.
   *
   * @return the label of its key; empty when the name belongs to another authority
   */
  public Optional<KeyLabel> request(String name, KeyLabel label) {
    repository.add(name, false, null, label, null, time.instant());
    return repository.requested(name);
  }

  /** The key of an authority that waits for its certificate. */
  public Optional<KeyLabel> requested(String name) {
    return repository.requested(name);
  }

  /**
   * Puts an authority in force under a root whose key is elsewhere. Those in force before go on
   * telling status. Joins the caller's transaction.
   *
   * @return false when the name of the root belongs to another one, or nothing waits
   */
  public boolean activate(
      String name, X509Certificate certificate, String rootName, X509Certificate root) {
    var known = repository.find(rootName);
    if (known.isPresent()) {
      if (!known.get().certificate().equals(root)) {
        return false;
      }
    } else {
      repository.retireRoot();
      if (!repository.add(rootName, true, null, null, root, time.instant())) {
        return false;
      }
    }
    return repository.activate(name, rootName, certificate);
  }

  @Override
  public List<X509Certificate> roots() {
    return repository.all().stream()
        .filter(each -> each.root() && trusted(each))
        .map(Ca::certificate)
        .toList();
  }

  @Override
  public List<X509Certificate> intermediates() {
    var all = repository.all();
    var anchors =
        all.stream()
            .filter(each -> each.root() && trusted(each))
            .map(Ca::name)
            .collect(Collectors.toSet());
    return all.stream()
        .filter(each -> each.issuer() != null && anchors.contains(each.issuer()))
        .map(Ca::certificate)
        .toList();
  }

  /** The subject of an authority as its own certificate writes it. */
  public static X500Name subject(Ca authority) {
    return authority.certifier().name();
  }
}
