package vn.antin.signing.token;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.token.SigningOutcome.Reason;
import vn.antin.signing.token.TokenException.Fault;

/** Keys that rest in the token, each found by its label when it is first used. */
final class ResidentKeys {

  private static final CryptokiTemplate PROTECTED =
      CryptokiTemplate.EMPTY
          .with(Cryptoki.TOKEN, true)
          .with(Cryptoki.SENSITIVE, true)
          .with(Cryptoki.SIGN, true)
          .with(Cryptoki.EXTRACTABLE, false)
          .with(Cryptoki.DECRYPT, false)
          .with(Cryptoki.UNWRAP, false)
          .with(Cryptoki.DERIVE, false);

  private final Pkcs11Login login;
  private final Pkcs11Signing signing;
  private final Pkcs11Objects objects;
  private final KeyTemplates templates;
  private final Map<KeyLabel, Held> held = new ConcurrentHashMap<>();

  ResidentKeys(
      Pkcs11Login login, Pkcs11Signing signing, Pkcs11Objects objects, KeyTemplates templates) {
    this.login = login;
    this.signing = signing;
    this.objects = objects;
    this.templates = templates;
  }

  private record Held(long handle, PublicKey publicKey, Set<SigningAlgorithm> able) {}

  List<KeyLabel> labels(long session) {
    Cryptoki cryptoki = login.cryptoki();
    return cryptoki
        .find(session, CryptokiTemplate.of(Cryptoki.CLASS_PRIVATE_KEY).with(Cryptoki.TOKEN, true))
        .stream()
        .map(
            key -> new String(cryptoki.bytes(session, key, Cryptoki.LABEL), StandardCharsets.UTF_8))
        .filter(KeyLabel::allowed)
        .map(KeyLabel::new)
        .toList();
  }

  @Nullable TokenKey find(long session, KeyLabel label) {
    Held key = hold(session, label);
    if (key == null) {
      return null;
    }
    List<X509Certificate> chain = objects.chain(session, id(session, key.handle()));
    return new TokenKey(label, key.publicKey(), chain, key.able());
  }

  TokenKey generate(long session, KeyLabel label, KeyKind kind) {
    if (!handles(session, label).isEmpty()) {
      throw SoftwareVault.taken(label);
    }
    byte[] name = name(label);
    CryptokiKeys.Pair pair =
        login
            .keys()
            .generatePair(
                session,
                CryptokiMechanism.of(KeyTemplates.generation(kind)),
                named(templates.publicHalf(kind, true), name),
                named(templates.resident(), name));
    try {
      if (!isProtected(session, pair.privateKey())) {
        throw new TokenException(
            Fault.KEY_NOT_PROTECTED,
            "The token made key "
                + label
                + " without: sensitive, not extractable, for signing only; it was destroyed");
      }
      PublicKey publicKey = objects.publicKey(session, pair.publicKey());
      signing.prove(session, label, publicKey, pair.privateKey());
      Set<SigningAlgorithm> able = signing.able(publicKey, pair.privateKey());
      held.put(label, new Held(pair.privateKey(), publicKey, able));
      return new TokenKey(label, publicKey, List.of(), able);
    } catch (TokenException e) {
      login.keys().destroy(session, pair.privateKey());
      login.keys().destroy(session, pair.publicKey());
      throw e;
    }
  }

  SigningOutcome sign(
      long session, KeyLabel label, SigningAlgorithm algorithm, SigningInput input) {
    Held key = hold(session, label);
    if (key == null) {
      return new SigningOutcome.Refused(Reason.NO_SUCH_KEY, "No key " + label);
    }
    if (!key.able().contains(algorithm)) {
      return Pkcs11Signing.unable(label, algorithm);
    }
    try {
      return signing.sign(session, key.handle(), algorithm, input);
    } catch (TokenException e) {
      held.remove(label);
      if (!e.answer().stale()) {
        throw e;
      }
      return e.answer().refused("Key " + label);
    }
  }

  void forget(KeyLabel label) {
    held.remove(label);
  }

  boolean destroy(long session, KeyLabel label) {
    held.remove(label);
    List<Long> keys = handles(session, label);
    for (long key : keys) {
      byte[] id = id(session, key);
      login.keys().destroy(session, key).check("C_DestroyObject");
      if (id.length > 0) {
        CryptokiTemplate same = CryptokiTemplate.EMPTY.with(Cryptoki.ID, id);
        for (long other : login.cryptoki().find(session, same)) {
          login.keys().destroy(session, other).check("C_DestroyObject");
        }
      }
    }
    return !keys.isEmpty();
  }

  private @Nullable Held hold(long session, KeyLabel label) {
    Held known = held.get(label);
    if (known != null) {
      return known;
    }
    List<Long> keys = handles(session, label);
    if (keys.isEmpty()) {
      return null;
    }
    if (keys.size() > 1) {
      throw new TokenException(
          Fault.UNAVAILABLE, keys.size() + " private keys in the token bear the label " + label);
    }
    long handle = keys.getFirst();
    PublicKey publicKey =
        objects
            .publicKey(session, id(session, handle))
            .orElseThrow(() ->
                new TokenException(
                    Fault.NO_SUCH_KEY, "The token holds no public half of key " + label));
    Held found = new Held(handle, publicKey, signing.able(publicKey, handle));
    held.put(label, found);
    return found;
  }

  private List<Long> handles(long session, KeyLabel label) {
    return login
        .cryptoki()
        .find(
            session,
            CryptokiTemplate.of(Cryptoki.CLASS_PRIVATE_KEY)
                .with(Cryptoki.TOKEN, true)
                .with(Cryptoki.LABEL, name(label)));
  }

  private byte[] id(long session, long key) {
    return login.cryptoki().bytes(session, key, Cryptoki.ID);
  }

  private static CryptokiTemplate named(CryptokiTemplate template, byte[] name) {
    return template.with(Cryptoki.LABEL, name).with(Cryptoki.ID, name);
  }

  private static byte[] name(KeyLabel label) {
    return label.value().getBytes(StandardCharsets.UTF_8);
  }

  private boolean isProtected(long session, long key) {
    return login.cryptoki().has(session, key, PROTECTED);
  }
}
