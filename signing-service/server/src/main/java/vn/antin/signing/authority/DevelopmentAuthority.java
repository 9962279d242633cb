package vn.antin.signing.authority;

import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.authority.AuthorityRepository.Authority;
import vn.antin.signing.certificate.Credential;
import vn.antin.signing.certificate.CredentialId;
import vn.antin.signing.certificate.Credentials;
import vn.antin.signing.certificate.Holder;
import vn.antin.signing.key.Keys;
import vn.antin.signing.key.Residence;
import vn.antin.signing.key.TokenContentSigner;
import vn.antin.signing.token.KeyKind;
import vn.antin.signing.token.KeyLabel;
import vn.antin.signing.token.SigningAlgorithm;

/** Root and issuing authority, made at the first need, and what they sign. Thread-safe. */
final class DevelopmentAuthority {
  private static final String ROOT = "root";
  private static final String ISSUING = "issuing";

  private final AuthorityRepository repository;
  private final Keys keys;
  private final InstantSource time;
  private final ReentrantLock founding = new ReentrantLock();
  private volatile @Nullable Chain chain;

  /** Both authorities. */
  record Chain(Authority root, Authority issuing) {}

  DevelopmentAuthority(AuthorityRepository repository, Keys keys, InstantSource time) {
    this.repository = repository;
    this.keys = keys;
    this.time = time;
  }

  X509Certificate root() {
    return chain().root().certificate();
  }

  /** Makes the key of an intended credential and certifies it. */
  Credential make(CredentialId id, Holder holder, X500Name subject) {
    var authorities = chain();
    var label = new KeyLabel(Credentials.keyLabel(id));
    var key = keys.generate(label, KeyKind.RSA_2048, residence(holder), owner(holder)).publicKey();
    var issuing = authorities.issuing();
    var certificate =
        Profile.SIGNER.issue(
            name(issuing.certificate()),
            issuing.certificate().getPublicKey(),
            signer(issuing.key()),
            subject,
            key,
            time.instant());
    var issuers = List.of(issuing.certificate(), authorities.root().certificate());
    return new Credential(id, holder, label.value(), certificate, issuers, "valid");
  }

  /** Destroys the key of a credential that did not come to be. */
  void unmake(CredentialId id) {
    keys.destroy(new KeyLabel(Credentials.keyLabel(id)));
  }

  private Chain chain() {
    var known = chain;
    if (known != null) {
      return known;
    }
    founding.lock();
    try {
      known = chain;
      if (known == null) {
        var root = findOrFound(ROOT, null);
        known = new Chain(root, findOrFound(ISSUING, root));
        chain = known;
      }
      return known;
    } finally {
      founding.unlock();
    }
  }

  private Authority findOrFound(String role, @Nullable Authority issuer) {
    return repository.find(role).orElseGet(() -> found(role, issuer));
  }

  private Authority found(String role, @Nullable Authority issuer) {
    var label = new KeyLabel("authority-" + role + "-" + UUID.randomUUID());
    var key = keys.generate(label, KeyKind.EC_P384, Residence.RESIDENT, role).publicKey();
    var subject =
        SubjectName.authority(issuer == null ? "Ấn Tín Development Root" : "Ấn Tín Development CA");
    var certificate =
        issuer == null
            ? Profile.ROOT.issue(subject, key, signer(label), subject, key, time.instant())
            : Profile.ISSUING.issue(
                name(issuer.certificate()),
                issuer.certificate().getPublicKey(),
                signer(issuer.key()),
                subject,
                key,
                time.instant());
    var authority = new Authority(label, certificate);
    if (repository.add(role, authority, time.instant())) {
      return authority;
    }
    keys.destroy(label);
    return repository.find(role).orElseThrow();
  }

  private static Residence residence(Holder holder) {
    return holder instanceof Holder.Personal ? Residence.WRAPPED : Residence.RESIDENT;
  }

  private static String owner(Holder holder) {
    return switch (holder) {
      case Holder.Personal(var official) -> official.toString();
      case Holder.Seal(var unit) -> unit.toString();
    };
  }

  private TokenContentSigner signer(KeyLabel key) {
    return new TokenContentSigner(keys, key, SigningAlgorithm.ECDSA_SHA384);
  }

  private static X500Name name(X509Certificate certificate) {
    try {
      return new JcaX509CertificateHolder(certificate).getSubject();
    } catch (java.security.cert.CertificateEncodingException e) {
      throw new IllegalStateException("a certificate has no encoding", e);
    }
  }
}
