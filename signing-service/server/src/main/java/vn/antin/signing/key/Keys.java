package vn.antin.signing.key;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;
import vn.antin.rootkey.RootKeyException;
import vn.antin.signing.token.KeyKind;
import vn.antin.signing.token.KeyLabel;
import vn.antin.signing.token.SigningAlgorithm;
import vn.antin.signing.token.SigningInput;
import vn.antin.signing.token.SigningOutcome;
import vn.antin.signing.token.SigningOutcome.Reason;
import vn.antin.signing.token.Token;
import vn.antin.signing.token.TokenException;
import vn.antin.signing.token.TokenException.Fault;
import vn.antin.signing.token.TokenKey;
import vn.antin.signing.token.WrappedKey;

/**
 * The private keys of this installation, each named by its label wherever it lives. Thread-safe; no
 * call waits longer than the token's patience. Whoever signs has written the intent down before.
 */
public final class Keys {
  private static final Logger LOG = LoggerFactory.getLogger(Keys.class);

  private final Tokens tokens;
  private final KeyRepository repository;
  private final KnownKeys known;
  private final TransactionOperations apart;

  /**
   * Over these tokens.
   *
   * @param apart a transaction of its own, whatever the caller's does
   */
  Keys(Tokens tokens, KeyRepository repository, KnownKeys known, TransactionOperations apart) {
    this.tokens = tokens;
    this.repository = repository;
    this.known = known;
    this.apart = apart;
  }

  /**
   * Makes a key pair whose private half no program ever sees. The intent is committed before a
   * token is asked.
   *
   * @param residence where it should live; in a token itself where every token is known and none
   *     has a master key
   * @param owner id of the official, unit or authority it is made for
   * @throws TokenException LABEL_TAKEN, or when no token can make it now
   */
  public TokenKey generate(KeyLabel label, KeyKind kind, Residence residence, String owner) {
    var candidates = candidates(residence);
    var chosen = candidates.residence();
    var intended = apart.execute(_ -> repository.intend(label, chosen, owner, kind));
    if (!Boolean.TRUE.equals(intended)) {
      throw new TokenException(Fault.LABEL_TAKEN, "There is already a key " + label);
    }
    try {
      return switch (chosen) {
        case WRAPPED -> wrapped(candidates.tokens().getFirst(), label, kind, owner);
        case RESIDENT -> resident(candidates.tokens().getFirst(), label, kind, owner);
      };
    } catch (TokenException e) {
      apart.executeWithoutResult(_ -> repository.giveUp(label));
      throw e;
    }
  }

  private record Candidates(Residence residence, List<Token> tokens) {}

  private Candidates candidates(Residence residence) {
    if (residence == Residence.WRAPPED) {
      openAll();
      var wrapping = tokens.ready(token -> token.capabilities().wrapping() != null);
      if (!wrapping.isEmpty()) {
        return new Candidates(residence, wrapping);
      }
      if (!tokens.all().stream().allMatch(Keys::wrapsNothing)) {
        throw new TokenException(
            Fault.UNAVAILABLE, "No token that wraps keys can be used now: " + faults());
      }
    }
    for (var held : tokens.all()) {
      if (held.fault().isEmpty()) {
        return new Candidates(Residence.RESIDENT, List.of(held.open()));
      }
    }
    throw new TokenException(Fault.UNAVAILABLE, faults());
  }

  /** Waits for tokens that are being opened, so that what they can do is known. */
  private void openAll() {
    for (var held : tokens.all()) {
      if (held.fault().isEmpty()) {
        try {
          held.open();
        } catch (TokenException e) {
          LOG.debug("Token {} makes no key now: {}", held.name(), e.getMessage());
        }
      }
    }
  }

  private TokenKey wrapped(Token token, KeyLabel label, KeyKind kind, String owner) {
    var key = token.generateWrapped(label, kind);
    apart.executeWithoutResult(_ -> repository.completeWrapped(key, owner));
    return described(key, token.capabilities().algorithms());
  }

  private TokenKey resident(Token token, KeyLabel label, KeyKind kind, String owner) {
    var key = token.generate(label, kind);
    apart.executeWithoutResult(
        _ -> repository.completeResident(key, owner, token.capabilities().serialNumber()));
    return key;
  }

  /**
   * What is known of a key.
   *
   * @throws TokenException when it cannot be told now
   */
  public Optional<TokenKey> find(KeyLabel label) {
    var wrapped = stored(label).flatMap(each -> Optional.ofNullable(each.wrapped()));
    if (wrapped.isPresent()) {
      var algorithms = new HashSet<SigningAlgorithm>();
      for (var token : tokens.ready(each -> holdsMaster(each, wrapped.get()))) {
        algorithms.addAll(token.capabilities().algorithms());
      }
      return wrapped.map(key -> described(key, algorithms));
    }
    TokenException away = null;
    for (var held : tokens.inOrder()) {
      try {
        var found = held.open().find(label);
        if (found.isPresent()) {
          return found;
        }
      } catch (TokenException e) {
        away = e;
      }
    }
    if (away != null) {
      throw away;
    }
    return Optional.empty();
  }

  /**
   * Signs bytes (not a hash of them) with somebody's key, if what is stored of it names this owner
   * and this public key. Never throws for a token that is away.
   */
  public SigningOutcome sign(OwnedKey key, SigningAlgorithm algorithm, byte[] bytes) {
    return sign(key, algorithm, SigningInput.of(bytes));
  }

  /** The same over bytes or over a digest that somebody else made. */
  public SigningOutcome sign(OwnedKey key, SigningAlgorithm algorithm, SigningInput input) {
    return sign(
        key.label(),
        stored ->
            stored.isPresent()
                && stored.get().owner().equals(key.owner())
                && stored.get().publicKey().equals(key.certified()),
        algorithm,
        input);
  }

  /**
   * Signs bytes (not a hash of them) with a key of an authority, which may have come into the token
   * by a ceremony and then has no row. Never throws for a token that is away.
   */
  public SigningOutcome sign(KeyLabel label, SigningAlgorithm algorithm, byte[] bytes) {
    return sign(label, _ -> true, algorithm, SigningInput.of(bytes));
  }

  private SigningOutcome sign(
      KeyLabel label,
      Predicate<Optional<StoredKey>> right,
      SigningAlgorithm algorithm,
      SigningInput input) {
    Optional<StoredKey> stored;
    try {
      stored = stored(label);
    } catch (DataAccessException | TransactionException e) {
      return refused("The row of key " + label + " cannot be read: " + e.getMessage());
    } catch (RootKeyException e) {
      LOG.error("Key {} is not used: its row is not authentic: {}", label, e.getMessage());
      return refused("The row of key " + label + " is not authentic");
    }
    if (!right.test(stored)) {
      LOG.error("Key {} is not used: it was not made for this owner and certificate", label);
      return refused("Key " + label + " was not made for this owner and certificate");
    }
    var wrapped = stored.map(StoredKey::wrapped);
    return wrapped.isPresent()
        ? tokens.sign(
            unwrapping(wrapped.get()), token -> token.sign(wrapped.get(), algorithm, input))
        : tokens.sign(
            holding(stored.map(StoredKey::token)), token -> token.sign(label, algorithm, input));
  }

  /** Tokens that may hold the master key: those that are open and do, and those not open yet. */
  private List<HeldToken> unwrapping(WrappedKey key) {
    return tokens.inOrder().stream()
        .filter(held -> held.opened().map(token -> holdsMaster(token, key)).orElse(true))
        .toList();
  }

  /** The token that made a resident key before others, which may hold a clone of it. */
  private List<HeldToken> holding(Optional<String> serial) {
    var order = new ArrayList<>(tokens.inOrder());
    order.sort(
        Comparator.comparingInt(held ->
            serial.equals(held.opened().map(token -> token.capabilities().serialNumber()))
                ? 0
                : 1));
    return order;
  }

  /**
   * Ends copies of the key that tokens hold for quick use, on every node within 5 s once the
   * caller's transaction is committed: for a credential that was suspended or revoked. The key
   * itself stays.
   */
  public void forget(KeyLabel label) {
    repository.forget(label);
    forgetHere(label);
  }

  /**
   * Destroys the key for good.
   *
   * @return false when there was none
   * @throws TokenException when no token can do it now
   */
  public boolean destroy(KeyLabel label) {
    var stored = stored(label);
    var found = false;
    if (stored.isEmpty() || stored.get().residence() == Residence.RESIDENT) {
      for (var held : tokens.all()) {
        found |= held.open().destroy(label);
      }
    }
    found |= repository.delete(label);
    forget(label);
    return found;
  }

  private void forgetHere(KeyLabel label) {
    known.forget(label);
    tokens.forEachOpen(token -> token.forget(label));
  }

  private Optional<StoredKey> stored(KeyLabel label) {
    return known
        .get(label)
        .or(() -> {
          var found = repository.find(label);
          found.ifPresent(known::put);
          return found;
        });
  }

  /** Whether it is known that the token wraps no keys: one that was never open may. */
  private static boolean wrapsNothing(HeldToken held) {
    return held.opened().map(token -> token.capabilities().wrapping() == null).orElse(false);
  }

  private static boolean holdsMaster(Token token, WrappedKey key) {
    return token.capabilities().masters().contains(key.master());
  }

  private static TokenKey described(WrappedKey key, Set<SigningAlgorithm> offered) {
    var able = EnumSet.noneOf(SigningAlgorithm.class);
    offered.stream().filter(each -> each.fits(key.publicKey())).forEach(able::add);
    return new TokenKey(key.label(), key.publicKey(), List.of(), able);
  }

  private static SigningOutcome.Refused refused(String detail) {
    return new SigningOutcome.Refused(Reason.UNAVAILABLE, detail);
  }

  private String faults() {
    return tokens.all().stream()
        .map(each -> each.name() + ": " + each.fault().orElse("is well"))
        .toList()
        .toString();
  }
}
