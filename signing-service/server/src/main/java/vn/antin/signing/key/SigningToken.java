package vn.antin.signing.key;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.antin.signing.problem.ConfigurationFault;
import vn.antin.signing.token.Token;
import vn.antin.signing.token.TokenException;
import vn.antin.signing.token.TokenLimits;
import vn.antin.signing.token.TokenSecret;

/**
 * The configured token, opened at the first use. A refused PIN is remembered and not tried again
 * before a restart, because tokens lock; anything else is tried again at the next use. Thread-safe.
 */
final class SigningToken implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SigningToken.class);
  private static final Duration GENERATION = Duration.ofSeconds(30);

  private final TokenProperties properties;
  private final ReentrantLock opening = new ReentrantLock();
  private volatile @Nullable Token token;
  private @Nullable TokenException pinRefused;

  SigningToken(TokenProperties properties) {
    this.properties = properties;
    switch (properties.kind()) {
      case PKCS11 -> {
        required("library", properties.library());
        required("label", properties.label());
      }
      case SOFTWARE -> required("directory", properties.directory());
    }
  }

  /**
   * The open token.
   *
   * @throws TokenException when it cannot be opened now
   */
  Token open() {
    var ready = token;
    if (ready != null) {
      return ready;
    }
    opening.lock();
    try {
      ready = token;
      if (ready == null) {
        ready = openNow();
        token = ready;
      }
      return ready;
    } finally {
      opening.unlock();
    }
  }

  private Token openNow() {
    if (pinRefused != null) {
      throw pinRefused;
    }
    var limits = new TokenLimits(properties.threads(), properties.patience(), GENERATION);
    try {
      var pin = TokenSecret.read(properties.pinFile());
      return switch (properties.kind()) {
        case PKCS11 ->
            Token.pkcs11(
                required("library", properties.library()),
                required("label", properties.label()),
                pin,
                limits);
        case SOFTWARE -> {
          LOG.warn("Keys are in files, not in a token: this is for development only.");
          yield Token.software(required("directory", properties.directory()), pin, limits);
        }
      };
    } catch (TokenException e) {
      if (e.fault() == TokenException.Fault.PIN_REFUSED
          || e.fault() == TokenException.Fault.PIN_LOCKED) {
        pinRefused = e;
      }
      throw e;
    }
  }

  @Override
  public void close() {
    var ready = token;
    if (ready != null) {
      ready.close();
    }
  }

  private static <T> T required(String name, @Nullable T value) {
    if (value == null) {
      throw new ConfigurationFault(
          "antin.token." + name + " is not set.",
          "Set it, or choose another antin.token.kind: pkcs11 needs library and label, software"
              + " needs directory.");
    }
    return value;
  }
}
