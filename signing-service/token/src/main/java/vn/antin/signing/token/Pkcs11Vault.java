package vn.antin.signing.token;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.token.SigningOutcome.Reason;
import vn.antin.signing.token.TokenException.Fault;

/**
 * The keys of a PKCS#11 token: those that rest in it and those that are unwrapped in it. Logs in
 * again by itself when the token was away, at most once a second.
 */
final class Pkcs11Vault implements Vault {

  private static final Duration BETWEEN_LOGINS = Duration.ofSeconds(1);
  private static final Duration USUAL_CALL = Duration.ofMillis(500);

  /** Whoever made a call that is inside for longer has been told that its outcome is unknown. */
  private static final Duration LONGEST_CALL = Duration.ofSeconds(30);

  private final Pkcs11Settings settings;
  private final LibraryOwners.Claim claim;
  private final Cryptoki cryptoki;
  private volatile Opened opened;
  private volatile TokenCapabilities capabilities;
  private @Nullable TokenException pinRefused;
  private @Nullable TokenException refused;
  private long refusedAt;
  private long lostAt;
  private final Object making = new Object();

  private Pkcs11Vault(
      Pkcs11Settings settings, LibraryOwners.Claim claim, Cryptoki cryptoki, Opened opened) {
    this.settings = settings;
    this.claim = claim;
    this.cryptoki = cryptoki;
    this.opened = opened;
    this.capabilities = capabilities(opened);
  }

  /** What belongs to one login and ends with it. */
  private record Opened(
      Cryptoki.TokenInfo token,
      Pkcs11Login login,
      Map<Long, Cryptoki.MechanismInfo> mechanisms,
      Pkcs11Signing signing,
      ResidentKeys resident,
      Optional<MasterKeys> masters,
      Optional<WrappedKeys> wrapped) {}

  static Pkcs11Vault open(Pkcs11Settings settings) {
    Path library = Pkcs11Library.existing(settings.library());
    LibraryOwners.Claim claim = LibraryOwners.claim(library, settings.place().toString());
    try {
      Cryptoki cryptoki = Cryptoki.load(library);
      Cryptoki.TokenInfo token = token(settings, cryptoki);
      return new Pkcs11Vault(
          settings, claim, cryptoki, logIn(settings, cryptoki, token, new ConcurrentHashMap<>()));
    } catch (RuntimeException e) {
      claim.release();
      throw e;
    }
  }

  /** Nobody is there to see a wrong PIN, and other processes may try the same one. */
  private static Opened logInAgain(Pkcs11Settings settings, Cryptoki cryptoki, Opened before) {
    Cryptoki.TokenInfo token = token(settings, cryptoki);
    if (token.pinCountLow()) {
      throw new TokenException(
          Fault.PIN_REFUSED,
          "Somebody gave the token a wrong PIN; it is not tried again, because tokens lock");
    }
    boolean same =
        token.serial().equals(before.token().serial())
            && token.model().equals(before.token().model());
    return logIn(
        settings, cryptoki, token, same ? before.signing().able() : new ConcurrentHashMap<>());
  }

  private static Opened logIn(
      Pkcs11Settings settings,
      Cryptoki cryptoki,
      Cryptoki.TokenInfo token,
      Map<String, Set<SigningAlgorithm>> able) {
    Pkcs11Login login = Pkcs11Login.open(cryptoki, token.slot(), settings.pin().get());
    try {
      return prepare(settings, token, login, able);
    } catch (RuntimeException e) {
      login.close();
      throw e;
    }
  }

  private static Opened prepare(
      Pkcs11Settings settings,
      Cryptoki.TokenInfo token,
      Pkcs11Login login,
      Map<String, Set<SigningAlgorithm>> able) {
    Map<Long, Cryptoki.MechanismInfo> mechanisms = login.cryptoki().mechanisms(login.slot());
    Pkcs11Signing signing = new Pkcs11Signing(login, mechanisms, able);
    Pkcs11Objects objects = new Pkcs11Objects(login);
    KeyTemplates templates = new KeyTemplates(settings.quirks());
    Wrapping wrapping = settings.wrapping();
    Optional<MasterKeys> masters =
        login.use(session ->
            MasterKeys.find(login, session, wrapping.masterKeys(), mechanisms, templates));
    if (masters.isPresent()) { // others, such as USB tokens, may be slow to make a pair
      signing.tryOut(objects, templates);
    }
    return new Opened(
        token,
        login,
        mechanisms,
        signing,
        new ResidentKeys(login, signing, objects, templates),
        masters,
        masters.map(keys ->
            new WrappedKeys(
                login,
                signing,
                objects,
                templates,
                keys,
                new UnwrappedKeys(wrapping.held(), wrapping.heldFor()))));
  }

  private static Cryptoki.TokenInfo token(Pkcs11Settings settings, Cryptoki cryptoki) {
    List<Cryptoki.TokenInfo> tokens = cryptoki.tokens();
    List<Cryptoki.TokenInfo> found = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      if (settings.place().is(tokens.get(i), i)) {
        found.add(tokens.get(i));
      }
    }
    if (found.size() != 1) {
      throw new TokenException(
          Fault.NO_SUCH_TOKEN,
          "Expected one token %s behind %s, found %d; tokens present: %s"
              .formatted(
                  settings.place(),
                  settings.library(),
                  found.size(),
                  tokens.stream().map(each -> each.label() + " (" + each.serial() + ")").toList()));
    }
    return found.getFirst();
  }

  /** The login in use; a new one when the token was away since. */
  private Opened current() {
    Opened now = opened;
    return now.login().lost() ? renewed() : now;
  }

  private synchronized Opened renewed() {
    if (!opened.login().lost()) {
      return opened;
    }
    if (pinRefused != null) {
      throw pinRefused; // trying again would lock the token
    }
    if (refused != null && System.nanoTime() - refusedAt < BETWEEN_LOGINS.toNanos()) {
      throw refused;
    }
    if (lostAt == 0) {
      lostAt = System.nanoTime();
    }
    try {
      if (!opened.login().idleWithin(USUAL_CALL)
          && System.nanoTime() - lostAt < LONGEST_CALL.toNanos()) {
        throw new TokenException(
            Fault.UNAVAILABLE, name() + " was away, and calls of before are still inside it");
      }
      cryptoki.closeAllSessions(opened.login().slot()); // what is left of the old login
      opened = logInAfresh();
      capabilities = capabilities(opened);
      refused = null;
      lostAt = 0;
      return opened;
    } catch (TokenException e) {
      if (e.fault() == Fault.PIN_REFUSED || e.fault() == Fault.PIN_LOCKED) {
        pinRefused = e;
      }
      refused = e;
      refusedAt = System.nanoTime();
      throw e;
    }
  }

  /** A library whose other end went away sees it again only when it is begun anew. */
  private Opened logInAfresh() {
    try {
      return logInAgain(settings, cryptoki, opened);
    } catch (TokenException e) {
      boolean gone = e.fault() == Fault.NO_SUCH_TOKEN || e.answer().connectionLost();
      if (!gone || opened.login().busy() || !claim.alone() || !cryptoki.restart()) {
        throw e;
      }
      return logInAgain(settings, cryptoki, opened);
    }
  }

  /** Once more with a new login, when the old one turns out to be lost before anything was done. */
  private <T> T reading(Function<Opened, T> work) {
    Opened now = current();
    try {
      return work.apply(now);
    } catch (TokenException e) {
      if (!now.login().lost()) {
        throw e;
      }
      return work.apply(current());
    }
  }

  @Override
  public String name() {
    return "PKCS#11 token '" + opened.token().label() + "'";
  }

  @Override
  public TokenCapabilities capabilities() {
    return capabilities;
  }

  @Override
  public void probe() {
    Opened now = current();
    now.login().check();
    Opened then = current();
    learn();
    then.wrapped()
        .ifPresent(keys ->
            then.login()
                .use(session -> {
                  keys.tidy(session);
                  return true;
                }));
  }

  /** What the first use of a key of some kind showed. */
  private synchronized void learn() {
    if (opened.signing().learned()) {
      capabilities = capabilities(opened);
    }
  }

  @Override
  public List<KeyLabel> labels() {
    return reading(now -> now.login().use(now.resident()::labels));
  }

  @Override
  public Optional<TokenKey> find(KeyLabel label) {
    return reading(now ->
        now.login().use(session -> Optional.ofNullable(now.resident().find(session, label))));
  }

  @Override
  public TokenKey generate(KeyLabel label, KeyKind kind) {
    requireKind(kind);
    Opened now = current();
    synchronized (making) { // nothing in PKCS#11 keeps labels unique
      return now.login().use(session -> now.resident().generate(session, label, kind));
    }
  }

  @Override
  public SigningOutcome sign(KeyLabel label, SigningAlgorithm algorithm, SigningInput input) {
    return reading(
        now -> now.login().use(session -> now.resident().sign(session, label, algorithm, input)));
  }

  @Override
  public boolean destroy(KeyLabel label) {
    Opened now = current();
    return now.login().use(session -> now.resident().destroy(session, label));
  }

  @Override
  public WrappedKey generateWrapped(KeyLabel label, KeyKind kind) {
    requireKind(kind);
    Opened now = current();
    WrappedKeys keys = wrapped(now);
    return now.login().use(session -> keys.generate(session, label, kind));
  }

  @Override
  public SigningOutcome sign(WrappedKey key, SigningAlgorithm algorithm, SigningInput input) {
    return reading(now ->
        now.wrapped()
            .map(keys -> now.login().use(session -> keys.sign(session, key, algorithm, input)))
            .orElseGet(
                () -> new SigningOutcome.Refused(Reason.UNAVAILABLE, name() + " unwraps no keys")));
  }

  @Override
  public WrappedKey rewrap(WrappedKey key) {
    return reading(now -> {
      WrappedKeys keys = wrapped(now);
      return now.login().use(_ -> keys.rewrap(key));
    });
  }

  @Override
  public void forget(KeyLabel label) {
    opened.resident().forget(label);
    opened.wrapped().ifPresent(keys -> keys.forget(label));
  }

  @Override
  public void forgetAll() {
    opened.wrapped().ifPresent(WrappedKeys::forgetAll);
  }

  @Override
  public int held() {
    return opened.wrapped().map(WrappedKeys::held).orElse(0);
  }

  @Override
  public boolean makeMasterKey(String label) {
    Opened now = current();
    boolean made = now.login().use(session -> MasterKeys.make(now.login(), session, label));
    lookAgain();
    return made;
  }

  @Override
  public void enterMasterKey(String label, byte[] key) {
    Opened now = current();
    var _ =
        now.login()
            .use(session -> {
              MasterKeys.enter(now.login(), session, label, key);
              return true;
            });
    lookAgain();
  }

  @Override
  public boolean isMasterKey(byte[] key) {
    Opened now = current();
    MasterKeys masters =
        now.masters()
            .orElseThrow(
                () -> new TokenException(Fault.UNAVAILABLE, "The token holds no master key"));
    return now.login().use(session -> masters.currentIs(now.login(), session, key));
  }

  private synchronized void lookAgain() {
    opened = prepare(settings, opened.token(), opened.login(), opened.signing().able());
    capabilities = capabilities(opened);
  }

  @Override
  public synchronized void close() {
    opened.login().close();
    claim.release();
  }

  private void requireKind(KeyKind kind) {
    if (!capabilities.kinds().contains(kind)) {
      throw new TokenException(Fault.UNAVAILABLE, "The token does not make keys " + kind);
    }
  }

  private WrappedKeys wrapped(Opened now) {
    return now.wrapped()
        .orElseThrow(() ->
            new TokenException(
                Fault.UNAVAILABLE, name() + " wraps no keys: no master key or no mechanism"));
  }

  private static TokenCapabilities capabilities(Opened now) {
    Set<KeyKind> kinds = EnumSet.noneOf(KeyKind.class);
    for (KeyKind kind : KeyKind.values()) {
      Cryptoki.MechanismInfo info = now.mechanisms().get(KeyTemplates.generation(kind));
      boolean sized = kind != KeyKind.ED25519;
      if (info != null
          && (!sized || (info.smallest() <= kind.bits() && kind.bits() <= info.largest()))) {
        kinds.add(kind);
      }
    }
    List<String> mechanisms = new ArrayList<>();
    now.mechanisms()
        .forEach((type, info) ->
            mechanisms.add(
                "0x%04x %d-%d".formatted(type, info.smallest(), info.largest() & 0xffffffffL)));
    return new TokenCapabilities(
        now.token().manufacturer(),
        now.token().model(),
        now.token().serial(),
        kinds,
        now.signing().offered(),
        mechanisms,
        now.masters().map(MasterKeys::mechanism).orElse(null),
        now.masters().map(MasterKeys::checks).orElse(List.of()));
  }
}
