package vn.antin.signing.token;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.token.SigningOutcome.Reason;
import vn.antin.signing.token.TokenException.Fault;

/** Keys that rest in a PKCS#11 token, used through SunPKCS11. */
final class Pkcs11Vault implements Vault {

  private final String tokenLabel;
  private final LibraryOwners.Claim claim;
  private final TokenSecret pin;
  private final Cryptoki cryptoki;
  private final Map<KeyLabel, Held> held = new ConcurrentHashMap<>();
  private SunPkcs11 login;
  private @Nullable TokenException pinRefused;

  private Pkcs11Vault(
      String tokenLabel, LibraryOwners.Claim claim, TokenSecret pin, Cryptoki cryptoki) {
    this.tokenLabel = tokenLabel;
    this.claim = claim;
    this.pin = pin;
    this.cryptoki = cryptoki;
    this.login = logIn();
  }

  private record Held(PrivateKey key, TokenKey description) {}

  static Pkcs11Vault open(Path library, String tokenLabel, TokenSecret pin) throws IOException {
    Path real = Pkcs11Library.existing(library);
    LibraryOwners.Claim claim = LibraryOwners.claim(real, tokenLabel);
    try {
      Cryptoki cryptoki = Cryptoki.load(real);
      return new Pkcs11Vault(tokenLabel, claim, pin, cryptoki);
    } catch (RuntimeException e) {
      claim.release();
      throw e;
    }
  }

  private SunPkcs11 logIn() {
    return SunPkcs11.login(claim.library(), slot(), pin);
  }

  /** The login in use; a new one when the token was away since. */
  private synchronized SunPkcs11 provider() {
    if (login.lost()) {
      if (pinRefused != null) {
        throw pinRefused; // trying again would lock the token
      }
      cryptoki.closeAllSessions(login.slot()); // what is left of the old login
      try {
        login = logIn();
      } catch (TokenException e) {
        if (e.fault() == Fault.PIN_REFUSED || e.fault() == Fault.PIN_LOCKED) {
          pinRefused = e;
        }
        throw e;
      }
      held.clear();
    }
    return login;
  }

  private long slot() {
    List<Cryptoki.TokenInfo> tokens = cryptoki.tokens();
    List<Long> slots =
        tokens.stream()
            .filter(token -> token.label().equals(tokenLabel))
            .map(Cryptoki.TokenInfo::slot)
            .toList();
    if (slots.size() != 1) {
      throw new TokenException(
          Fault.NO_SUCH_TOKEN,
          "Expected one token labelled '%s' behind %s, found %d; tokens present: %s"
              .formatted(
                  tokenLabel,
                  claim.library(),
                  slots.size(),
                  tokens.stream().map(Cryptoki.TokenInfo::label).toList()));
    }
    return slots.getFirst();
  }

  @Override
  public String name() {
    return "PKCS#11 token '" + tokenLabel + "'";
  }

  @Override
  public List<KeyLabel> labels() {
    return provider().reload().filter(KeyLabel::allowed).map(KeyLabel::new).toList();
  }

  @Override
  public Optional<TokenKey> find(KeyLabel label) {
    return Optional.ofNullable(hold(label)).map(Held::description);
  }

  @Override
  public TokenKey generate(KeyLabel label, KeyKind kind) {
    if (provider().contains(label)) {
      throw SoftwareVault.taken(label);
    }
    try {
      KeyPairGenerator generator =
          KeyPairGenerator.getInstance(kind.family(), provider().provider());
      generator.initialize(kind.parameters());
      KeyPair pair = generator.generateKeyPair();
      PublicKey publicKey = SunPkcs11.detached(pair.getPublic());
      Signature signer = SigningAlgorithm.usual(publicKey).signature(provider().provider());
      signer.initSign(pair.getPrivate());
      provider()
          .store(
              label,
              pair.getPrivate(),
              List.of(PlaceholderCertificate.make(label, publicKey, signer)));
      protect(label);
    } catch (GeneralSecurityException | ProviderException e) {
      throw new TokenException(Fault.UNAVAILABLE, "The token did not make a key " + kind, e);
    }
    return require(label).description();
  }

  @Override
  public void putCertificates(KeyLabel label, List<X509Certificate> chain) {
    Held key = require(label);
    if (!chain.getFirst().getPublicKey().equals(key.description().publicKey())) {
      throw SoftwareVault.mismatch(label);
    }
    held.remove(label);
    provider().store(label, key.key(), chain);
  }

  @Override
  public SigningOutcome sign(KeyLabel label, SigningAlgorithm algorithm, byte[] bytes) {
    SunPkcs11 current = provider();
    Held key = hold(label);
    if (key == null) {
      return new SigningOutcome.Refused(Reason.NO_SUCH_KEY, "No key " + label);
    }
    if (!key.description().algorithms().contains(algorithm)) {
      return new SigningOutcome.Refused(
          Reason.ALGORITHM_NOT_SUPPORTED, "Key " + label + " does not do " + algorithm);
    }
    try {
      Signature signer = algorithm.signature(current.provider());
      signer.initSign(key.key());
      signer.update(bytes);
      return new SigningOutcome.Signed(new SignatureValue(signer.sign()));
    } catch (GeneralSecurityException | ProviderException e) {
      held.remove(label);
      return current.code(e).outcome("Token '" + tokenLabel + "', key " + label);
    }
  }

  @Override
  public boolean destroy(KeyLabel label) {
    held.remove(label);
    return provider().remove(label);
  }

  @Override
  public synchronized void close() {
    held.clear();
    login.logout();
    claim.release();
  }

  private Held require(KeyLabel label) {
    Held key = hold(label);
    if (key == null) {
      throw SoftwareVault.missing(label);
    }
    return key;
  }

  private @Nullable Held hold(KeyLabel label) {
    Held known = held.get(label);
    if (known != null) {
      return known;
    }
    SunPkcs11.Entry entry = provider().entry(label);
    if (entry == null) {
      return null;
    }
    X509Certificate leaf = entry.chain().getFirst();
    Set<SigningAlgorithm> able = EnumSet.allOf(SigningAlgorithm.class);
    able.removeIf(
        algorithm -> !algorithm.fits(leaf.getPublicKey()) || !provider().offers(algorithm));
    List<X509Certificate> chain = PlaceholderCertificate.is(leaf) ? List.of() : entry.chain();
    Held found = new Held(entry.key(), new TokenKey(label, leaf.getPublicKey(), chain, able));
    held.put(label, found);
    return found;
  }

  /** Names the key object itself and reads its protection back; SunPKCS11 does neither. */
  private void protect(KeyLabel label) {
    byte[] id = label.value().getBytes(StandardCharsets.UTF_8);
    long session = cryptoki.openSession(provider().slot(), true);
    try {
      List<Long> found =
          cryptoki.find(
              session, Cryptoki.Template.of(Cryptoki.CLASS_PRIVATE_KEY).with(Cryptoki.ID, id));
      if (found.size() != 1 || !isProtected(session, found.getFirst())) {
        provider().remove(label);
        throw new TokenException(
            Fault.KEY_NOT_PROTECTED,
            "The token made key "
                + label
                + " without: sensitive, not extractable, for signing only; it was destroyed");
      }
      cryptoki.setAttributes(
          session, found.getFirst(), new Cryptoki.Template(List.of()).with(Cryptoki.LABEL, id));
    } finally {
      cryptoki.closeSession(session);
    }
  }

  private boolean isProtected(long session, long key) {
    return cryptoki.flag(session, key, Cryptoki.TOKEN)
        && cryptoki.flag(session, key, Cryptoki.SENSITIVE)
        && cryptoki.flag(session, key, Cryptoki.SIGN)
        && !cryptoki.flag(session, key, Cryptoki.EXTRACTABLE)
        && !cryptoki.flag(session, key, Cryptoki.DECRYPT)
        && !cryptoki.flag(session, key, Cryptoki.UNWRAP)
        && !cryptoki.flag(session, key, Cryptoki.DERIVE);
  }
}
