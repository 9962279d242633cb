package vn.antin.signing.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.token.TokenException.Fault;

/**
 * The master keys in a token and the mechanism they wrap with, tried out.
 *
 * <p>A master key's check value is a hash of what it makes of a key that everybody knows. Tokens
 * with one check value hold the same key and wrap the same way; unlike CKA_CHECK_VALUE it needs
 * nothing that a library may lack.
 */
record MasterKeys(WrapMechanism mechanism, List<MasterKey> keys) {

  private static final long KEY_TYPE_AES = 0x1f;
  private static final long AES_KEY_GEN = 0x1080;
  private static final int KEY_LENGTH = 32;
  private static final int CHECK_LENGTH = 8;
  private static final CryptokiTemplate PROTECTED =
      CryptokiTemplate.EMPTY
          .with(Cryptoki.WRAP, true)
          .with(Cryptoki.UNWRAP, true)
          .with(Cryptoki.SENSITIVE, true)
          .with(Cryptoki.ENCRYPT, false)
          .with(Cryptoki.DECRYPT, false)
          .with(Cryptoki.EXTRACTABLE, false);

  /** One of them. */
  record MasterKey(String label, long handle, String check) {}

  MasterKey current() {
    return keys.getFirst();
  }

  @Nullable MasterKey of(WrappedKey key) {
    for (MasterKey each : keys) {
      if (key.mechanism() == mechanism && each.check().equals(key.master())) {
        return each;
      }
    }
    return null;
  }

  List<String> checks() {
    return keys.stream().map(MasterKey::check).toList();
  }

  /**
   * Finds them.
   *
   * @return empty when the first is not in the token
   * @throws TokenException KEY_NOT_PROTECTED when one may do more, or can be taken out; UNAVAILABLE
   *     when the token wraps in no known way, or does not now
   */
  static Optional<MasterKeys> find(
      Pkcs11Login login,
      long session,
      List<String> labels,
      Map<Long, Cryptoki.MechanismInfo> mechanisms,
      KeyTemplates templates) {
    List<Long> handles = new ArrayList<>();
    List<String> present = new ArrayList<>();
    for (String label : labels) {
      List<Long> found = login.cryptoki().find(session, named(label));
      if (found.size() > 1) {
        throw new TokenException(
            Fault.UNAVAILABLE, found.size() + " master keys in the token bear the label " + label);
      }
      if (!found.isEmpty()) {
        protectedOrRefused(login.cryptoki(), session, found.getFirst(), label);
        handles.add(found.getFirst());
        present.add(label);
      }
    }
    if (labels.isEmpty() || !present.contains(labels.getFirst())) {
      return Optional.empty();
    }
    WrapMechanism mechanism = mechanism(login, handles.getFirst(), mechanisms, templates);
    List<MasterKey> keys = new ArrayList<>();
    for (int i = 0; i < handles.size(); i++) {
      keys.add(
          new MasterKey(
              present.get(i),
              handles.get(i),
              check(login.keys(), session, mechanism, handles.get(i))));
    }
    return Optional.of(new MasterKeys(mechanism, List.copyOf(keys)));
  }

  /** Makes a master key that never leaves this token; false when there is one already. */
  static boolean make(Pkcs11Login login, long session, String label) {
    if (!login.cryptoki().find(session, named(label)).isEmpty()) {
      return false;
    }
    login
        .keys()
        .generate(
            session,
            CryptokiMechanism.of(AES_KEY_GEN),
            template(label).with(Cryptoki.VALUE_LENGTH, (long) KEY_LENGTH));
    return true;
  }

  /** Enters a master key that was put together outside; its bytes are the caller's to wipe. */
  static void enter(Pkcs11Login login, long session, String label, byte[] key) {
    if (!login.cryptoki().find(session, named(label)).isEmpty()) {
      throw new TokenException(
          Fault.LABEL_TAKEN, "There is already a master key labelled " + label);
    }
    login.keys().create(session, template(label).with(Cryptoki.VALUE, key));
  }

  /** Whether a key that was put together outside is the current one; its copy leaves at once. */
  boolean currentIs(Pkcs11Login login, long session, byte[] key) {
    MasterKey current = current();
    long copy =
        login
            .keys()
            .create(
                session,
                template(current.label()).with(Cryptoki.TOKEN, false).with(Cryptoki.VALUE, key));
    try {
      return check(login.keys(), session, mechanism, copy).equals(current.check());
    } finally {
      login.keys().destroy(session, copy);
    }
  }

  private static CryptokiTemplate named(String label) {
    return CryptokiTemplate.of(Cryptoki.CLASS_SECRET_KEY)
        .with(Cryptoki.TOKEN, true)
        .with(Cryptoki.LABEL, label.getBytes(StandardCharsets.UTF_8));
  }

  private static CryptokiTemplate template(String label) {
    return named(label)
        .with(Cryptoki.KEY_TYPE, KEY_TYPE_AES)
        .with(Cryptoki.PRIVATE, true)
        .with(Cryptoki.SENSITIVE, true)
        .with(Cryptoki.EXTRACTABLE, false)
        .with(Cryptoki.WRAP, true)
        .with(Cryptoki.UNWRAP, true)
        .with(Cryptoki.ENCRYPT, false)
        .with(Cryptoki.DECRYPT, false)
        .with(Cryptoki.SIGN, false)
        .with(Cryptoki.DERIVE, false);
  }

  private static void protectedOrRefused(Cryptoki cryptoki, long session, long key, String label) {
    if (!cryptoki.has(session, key, PROTECTED)) {
      throw new TokenException(
          Fault.KEY_NOT_PROTECTED,
          "Master key "
              + label
              + " must wrap and unwrap, be sensitive, and neither encrypt, decrypt nor be"
              + " extractable; the token is not used");
    }
  }

  /** The first mechanism that wraps and unwraps a private key here. */
  private static WrapMechanism mechanism(
      Pkcs11Login login,
      long master,
      Map<Long, Cryptoki.MechanismInfo> listed,
      KeyTemplates templates) {
    KeyKind kind =
        listed.containsKey(KeyTemplates.generation(KeyKind.EC_P256))
            ? KeyKind.EC_P256
            : KeyKind.RSA_2048;
    for (WrapMechanism each : WrapMechanism.values()) {
      Cryptoki.MechanismInfo info = listed.get(each.type());
      if (info != null
          && info.wraps()
          && login.once(session -> works(login, session, master, each, kind, templates))) {
        return each;
      }
    }
    throw new TokenException(
        Fault.UNAVAILABLE,
        "The token holds a master key, but wraps no key in a way that is known here");
  }

  private static boolean works(
      Pkcs11Login login,
      long session,
      long master,
      WrapMechanism mechanism,
      KeyKind kind,
      KeyTemplates templates) {
    CryptokiKeys keys = login.keys();
    CryptokiKeys.Pair pair =
        keys.generatePair(
            session,
            CryptokiMechanism.of(KeyTemplates.generation(kind)),
            templates.publicHalf(kind, false),
            templates.toBeWrapped());
    try {
      byte[] vector = mechanism.freshVector();
      byte[] blob = keys.wrap(session, mechanism.with(vector), master, pair.privateKey());
      keys.destroy(
          session,
          keys.unwrap(
              session, mechanism.with(vector), master, blob, templates.unwrapped(kind.family())));
      check(keys, session, mechanism, master);
      return true;
    } catch (TokenException e) {
      if (!e.answer().cannotWrap()) {
        throw e; // it may the next time: with a weaker mechanism its keys would fit no other token
      }
      return false;
    } finally {
      keys.destroy(session, pair.privateKey());
      keys.destroy(session, pair.publicKey());
    }
  }

  private static String check(
      CryptokiKeys keys, long session, WrapMechanism mechanism, long master) {
    long known =
        keys.create(
            session,
            CryptokiTemplate.of(Cryptoki.CLASS_SECRET_KEY)
                .with(Cryptoki.KEY_TYPE, KEY_TYPE_AES)
                .with(Cryptoki.TOKEN, false)
                .with(Cryptoki.SENSITIVE, false)
                .with(Cryptoki.EXTRACTABLE, true)
                .with(
                    Cryptoki.VALUE,
                    "antin master key check value v1.".getBytes(StandardCharsets.US_ASCII)));
    try {
      byte[] blob = keys.wrap(session, mechanism.fixed(), master, known);
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(blob);
      return HexFormat.of().formatHex(hash, 0, CHECK_LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("The JDK lacks SHA-256", e);
    } finally {
      keys.destroy(session, known);
    }
  }
}
