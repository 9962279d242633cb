package vn.antin.signing.token;

import java.security.PublicKey;
import vn.antin.signing.token.MasterKeys.MasterKey;
import vn.antin.signing.token.SigningOutcome.Reason;
import vn.antin.signing.token.TokenException.Fault;
import vn.antin.signing.token.UnwrappedKeys.Unwrapped;

/** Keys that are unwrapped into a session object to sign, and kept for a while for the next use. */
final class WrappedKeys {

  private static final CryptokiTemplate PROTECTED =
      CryptokiTemplate.EMPTY
          .with(Cryptoki.SENSITIVE, true)
          .with(Cryptoki.SIGN, true)
          .with(Cryptoki.EXTRACTABLE, false)
          .with(Cryptoki.TOKEN, false)
          .with(Cryptoki.DECRYPT, false)
          .with(Cryptoki.UNWRAP, false)
          .with(Cryptoki.DERIVE, false);

  private final Pkcs11Login login;
  private final Pkcs11Signing signing;
  private final Pkcs11Objects objects;
  private final KeyTemplates templates;
  private final MasterKeys masters;
  private final UnwrappedKeys unwrapped;

  WrappedKeys(
      Pkcs11Login login,
      Pkcs11Signing signing,
      Pkcs11Objects objects,
      KeyTemplates templates,
      MasterKeys masters,
      UnwrappedKeys unwrapped) {
    this.login = login;
    this.signing = signing;
    this.objects = objects;
    this.templates = templates;
    this.masters = masters;
    this.unwrapped = unwrapped;
  }

  /** Makes a pair, takes its private half out wrapped, and lets the unwrapped form sign once. */
  WrappedKey generate(long session, KeyLabel label, KeyKind kind) {
    WrappedKey key = login.once(making -> make(making, label, kind));
    Unwrapped first = unwrapped.add(label, key.publicKey(), unwrap(session, key));
    try {
      signing.prove(session, label, key.publicKey(), first.handle());
    } finally {
      unwrapped.giveBack(first);
      tidy(session);
    }
    return key;
  }

  /** What can be taken out ends with the session, even where the token does not destroy it. */
  private WrappedKey make(long session, KeyLabel label, KeyKind kind) {
    CryptokiKeys keys = login.keys();
    CryptokiKeys.Pair pair =
        keys.generatePair(
            session,
            CryptokiMechanism.of(KeyTemplates.generation(kind)),
            templates.publicHalf(kind, false),
            templates.toBeWrapped());
    try {
      PublicKey publicKey = objects.publicKey(session, pair.publicKey());
      return wrap(session, label, publicKey, pair.privateKey());
    } finally {
      keys.destroy(session, pair.privateKey());
      keys.destroy(session, pair.publicKey());
    }
  }

  /** The same key under the current master key. */
  WrappedKey rewrap(WrappedKey key) {
    return login.once(session -> rewrap(session, key));
  }

  private WrappedKey rewrap(long session, WrappedKey key) {
    long handle =
        login
            .keys()
            .unwrap(
                session,
                key.mechanism().with(key.vector()),
                master(key).handle(),
                key.blob(),
                templates.inTransit(key.publicKey().getAlgorithm()));
    try {
      return wrap(session, key.label(), key.publicKey(), handle);
    } finally {
      login.keys().destroy(session, handle);
    }
  }

  SigningOutcome sign(
      long session, WrappedKey key, SigningAlgorithm algorithm, SigningInput input) {
    if (masters.of(key) == null) {
      return new SigningOutcome.Refused(
          Reason.UNAVAILABLE, "The token does not hold the master key of " + key);
    }
    if (!algorithm.fits(key.publicKey())) {
      return Pkcs11Signing.unable(key.label(), algorithm);
    }
    try {
      return sign(session, key, algorithm, input, true);
    } finally {
      tidy(session);
    }
  }

  private SigningOutcome sign(
      long session, WrappedKey key, SigningAlgorithm algorithm, SigningInput input, boolean first) {
    Unwrapped object = unwrapped.take(key.label(), key.publicKey());
    if (object == null) {
      object = unwrapped.add(key.label(), key.publicKey(), unwrap(session, key));
    }
    try {
      if (!signing.able(key.publicKey(), object.handle()).contains(algorithm)) {
        return Pkcs11Signing.unable(key.label(), algorithm);
      }
      return signing.sign(session, object.handle(), algorithm, input);
    } catch (TokenException e) {
      if (e.answer().stale() || e.answer().connectionLost()) {
        unwrapped.drop(object);
      }
      if (first && e.answer().stale()) { // its session ended; the key was not used
        return sign(session, key, algorithm, input, false);
      }
      throw e;
    } finally {
      unwrapped.giveBack(object);
    }
  }

  void forget(KeyLabel label) {
    unwrapped.forget(label);
  }

  void forgetAll() {
    unwrapped.forgetAll();
  }

  int held() {
    return unwrapped.size();
  }

  /** Destroys the session objects whose time is over. */
  void tidy(long session) {
    for (long handle : unwrapped.takeEnded()) {
      login.keys().destroy(session, handle);
    }
  }

  private WrappedKey wrap(long session, KeyLabel label, PublicKey publicKey, long handle) {
    byte[] vector = masters.mechanism().freshVector();
    byte[] blob =
        login
            .keys()
            .wrap(session, masters.mechanism().with(vector), masters.current().handle(), handle);
    return new WrappedKey(
        label, publicKey, masters.mechanism(), masters.current().check(), vector, blob);
  }

  private long unwrap(long session, WrappedKey key) {
    login.keep(session);
    long handle =
        login
            .keys()
            .unwrap(
                session,
                key.mechanism().with(key.vector()),
                master(key).handle(),
                key.blob(),
                templates.unwrapped(key.publicKey().getAlgorithm()));
    if (!isProtected(session, handle)) {
      protect(session, handle);
    }
    if (!isProtected(session, handle)) {
      login.keys().destroy(session, handle);
      throw new TokenException(
          Fault.KEY_NOT_PROTECTED,
          "The token unwrapped key "
              + key.label()
              + " without: sensitive, not extractable, for signing only");
    }
    return handle;
  }

  private boolean isProtected(long session, long handle) {
    return login.cryptoki().has(session, handle, PROTECTED);
  }

  /** Some libraries take no notice of the template when they unwrap, but may be told later. */
  private void protect(long session, long handle) {
    try {
      login
          .keys()
          .setAttributes(
              session,
              handle,
              CryptokiTemplate.EMPTY
                  .with(Cryptoki.SENSITIVE, true)
                  .with(Cryptoki.EXTRACTABLE, false));
    } catch (TokenException e) {
      login.note(e.answer()); // what the key is like then is looked at
    }
  }

  private MasterKey master(WrappedKey key) {
    MasterKey found = masters.of(key);
    if (found == null) {
      throw new TokenException(
          Fault.NO_SUCH_KEY, "The token does not hold the master key of " + key);
    }
    return found;
  }
}
