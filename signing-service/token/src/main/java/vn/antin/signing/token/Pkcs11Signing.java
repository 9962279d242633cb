package vn.antin.signing.token;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import vn.antin.signing.token.SigningOutcome.Reason;

/** Signs with a key object, and finds out what such keys can do. */
final class Pkcs11Signing {

  private static final String RSA = "RSA";

  private final Pkcs11Login login;
  private final Map<Long, Cryptoki.MechanismInfo> mechanisms;
  private final Map<String, Set<SigningAlgorithm>> able;
  private final AtomicBoolean learned = new AtomicBoolean();

  /**
   * In this login.
   *
   * @param able what kinds of keys were found to do in this very token, before and from now on
   */
  Pkcs11Signing(
      Pkcs11Login login,
      Map<Long, Cryptoki.MechanismInfo> mechanisms,
      Map<String, Set<SigningAlgorithm>> able) {
    this.login = login;
    this.mechanisms = mechanisms;
    this.able = able;
  }

  /** Whether the token names the algorithm's mechanism at all. */
  private boolean names(SigningAlgorithm algorithm) {
    return mechanisms.containsKey(SignatureMechanism.type(algorithm.scheme()));
  }

  Map<String, Set<SigningAlgorithm>> able() {
    return able;
  }

  /** Whether something was found out since this was last asked. */
  boolean learned() {
    return learned.getAndSet(false);
  }

  /**
   * What keys of some kind can do: what was found with an RSA key, and otherwise what the token
   * names, because only RSASSA-PSS has parameters that it may name and not take.
   */
  Set<SigningAlgorithm> offered() {
    Set<SigningAlgorithm> offered = EnumSet.allOf(SigningAlgorithm.class);
    offered.removeIf(each -> !names(each));
    if (able.keySet().stream().anyMatch(kind -> kind.startsWith(RSA))) {
      offered.removeIf(each ->
          each.family().equals(RSA) && able.values().stream().noneMatch(can -> can.contains(each)));
    }
    return offered;
  }

  /**
   * Finds out what RSA keys can do, with a pair that ends with its session. Where none can be made,
   * what the token names stands.
   */
  void tryOut(Pkcs11Objects objects, KeyTemplates templates) {
    if (!names(SigningAlgorithm.RSA_PSS_SHA256)
        || !mechanisms.containsKey(KeyTemplates.generation(KeyKind.RSA_2048))
        || able.containsKey(RSA + KeyKind.RSA_2048.bits())) {
      return;
    }
    try {
      var _ = login.once(session -> tryOut(session, objects, templates));
    } catch (TokenException e) {
      login.note(e.answer());
    }
  }

  private Set<SigningAlgorithm> tryOut(
      long session, Pkcs11Objects objects, KeyTemplates templates) {
    CryptokiKeys.Pair pair =
        login
            .keys()
            .generatePair(
                session,
                CryptokiMechanism.of(KeyTemplates.generation(KeyKind.RSA_2048)),
                templates.publicHalf(KeyKind.RSA_2048, false),
                templates.toBeWrapped());
    try {
      return able(objects.publicKey(session, pair.publicKey()), pair.privateKey());
    } finally {
      login.keys().destroy(session, pair.privateKey());
      login.keys().destroy(session, pair.publicKey());
    }
  }

  /**
   * What keys of this kind and size can do. Asked with C_SignInit once, in a session that is closed
   * before anything is signed: a mechanism that is listed need not take every parameter.
   */
  Set<SigningAlgorithm> able(PublicKey key, long handle) {
    return able.computeIfAbsent(
        key.getAlgorithm() + KeyKind.bits(key),
        _ -> {
          Set<SigningAlgorithm> found = EnumSet.noneOf(SigningAlgorithm.class);
          for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
            if (algorithm.fits(key) && names(algorithm) && accepts(algorithm, handle)) {
              found.add(algorithm);
            }
          }
          learned.set(true);
          return found;
        });
  }

  private boolean accepts(SigningAlgorithm algorithm, long handle) {
    return login.once(session -> {
      Ckr answer = login.keys().signInit(session, SignatureMechanism.of(algorithm), handle);
      if (answer.stale() || answer.connectionLost()) {
        answer.check("C_SignInit"); // says nothing of the algorithm
      }
      return answer.ok();
    });
  }

  /**
   * Signs in a session.
   *
   * @throws TokenException when the key was certainly not used and another login or handle may do
   */
  SigningOutcome sign(long session, long handle, SigningAlgorithm algorithm, SigningInput input) {
    if (!input.fits(algorithm)) {
      return new SigningOutcome.Refused(Reason.ALGORITHM_NOT_SUPPORTED, algorithm + " of " + input);
    }
    Ckr ready = login.keys().signInit(session, SignatureMechanism.of(algorithm), handle);
    if (ready.stale() || ready.connectionLost()) {
      ready.check("C_SignInit");
    }
    if (!ready.ok()) {
      if (ready.is(Ckr.OPERATION_ACTIVE)) {
        login.spoil(session);
      }
      return ready.refused("C_SignInit");
    }
    if (login.lost()) {
      login.spoil(session);
      throw Ckr.over();
    }
    try {
      byte[] raw = login.keys().sign(session, SignatureMechanism.input(algorithm, input));
      return new SigningOutcome.Signed(SignatureMechanism.value(algorithm, raw));
    } catch (TokenException e) {
      login.note(e.answer());
      login.spoil(session);
      return e.answer().notSigned()
          ? e.answer().refused("C_Sign")
          : new SigningOutcome.Unknown(e.getMessage());
    }
  }

  static SigningOutcome.Refused unable(KeyLabel label, SigningAlgorithm algorithm) {
    return new SigningOutcome.Refused(
        Reason.ALGORITHM_NOT_SUPPORTED, "Key " + label + " does not do " + algorithm);
  }

  /**
   * Has a new key sign its own name.
   *
   * @throws TokenException when the value does not verify
   */
  void prove(long session, KeyLabel label, PublicKey key, long handle) {
    SigningAlgorithm usual = SigningAlgorithm.usual(key);
    byte[] bytes = label.value().getBytes(StandardCharsets.UTF_8);
    if (!(sign(session, handle, usual, SigningInput.of(bytes))
            instanceof SigningOutcome.Signed(var value))
        || !usual.verify(key, bytes, value.bytes())) {
      throw new TokenException(
          TokenException.Fault.UNAVAILABLE, "The new key " + label + " makes no right signatures");
    }
  }
}
