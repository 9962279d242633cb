package vn.antin.signing.key;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.antin.signing.problem.ConfigurationFault;
import vn.antin.signing.token.AttributeQuirks;
import vn.antin.signing.token.Pkcs11Settings;
import vn.antin.signing.token.Token;
import vn.antin.signing.token.TokenLimits;
import vn.antin.signing.token.TokenPlace;
import vn.antin.signing.token.Wrapping;

/** Turns the configuration into tokens that are opened later. */
final class TokenOpener {
  private static final Logger LOG = LoggerFactory.getLogger(TokenOpener.class);
  private static final Duration GENERATION = Duration.ofSeconds(30);

  private final TokenProperties properties;
  private final Map<String, String> environment;
  private final TokenLimits limits;

  TokenOpener(TokenProperties properties, Map<String, String> environment) {
    this.properties = properties;
    this.environment = environment;
    this.limits = new TokenLimits(properties.threads(), properties.patience(), GENERATION);
  }

  List<HeldToken> tokens() {
    var tokens = new ArrayList<HeldToken>();
    tokens.add(
        switch (properties.kind()) {
          case SOFTWARE -> software();
          case PKCS11 ->
              pkcs11(
                  "main",
                  new TokenProperties.Other(
                      required("library", properties.library()),
                      properties.label(),
                      properties.serial(),
                      properties.index(),
                      properties.pinFile(),
                      properties.pinVariable(),
                      properties.attributes()));
        });
    properties.others().forEach((name, other) -> tokens.add(pkcs11(name, other)));
    return List.copyOf(tokens);
  }

  private HeldToken software() {
    var directory = required("directory", properties.directory());
    var pin = new Pin("main", properties.pinFile(), properties.pinVariable()).source(environment);
    return new HeldToken(
        "main",
        properties.patience(),
        () -> {
          LOG.warn("Keys are in files, not in a token: this is for development only.");
          return Token.software(directory, pin.read(), limits);
        });
  }

  private HeldToken pkcs11(String name, TokenProperties.Other place) {
    var selector = selector(name, place);
    var quirks = quirks(name, place.attributes());
    var masters = new ArrayList<String>();
    masters.add(properties.masterKey());
    masters.addAll(properties.formerMasterKeys());
    var wrapping = new Wrapping(masters, properties.unwrappedKept(), properties.unwrappedFor());
    var pin = new Pin(name, place.pinFile(), place.pinVariable()).source(environment);
    return new HeldToken(
        name,
        properties.patience(),
        () -> {
          var token =
              Token.pkcs11(
                  new Pkcs11Settings(place.library(), selector, pin::read, wrapping, quirks),
                  limits);
          try {
            if (properties.makeMasterKey() && token.capabilities().masters().isEmpty()) {
              token.makeMasterKey(properties.masterKey());
            }
            return token;
          } catch (RuntimeException e) {
            token.close();
            throw e;
          }
        });
  }

  private static TokenPlace selector(String name, TokenProperties.Other place) {
    var wanted = new ArrayList<TokenPlace>();
    if (place.label() != null) {
      wanted.add(new TokenPlace(TokenPlace.By.LABEL, place.label()));
    }
    if (place.serial() != null) {
      wanted.add(new TokenPlace(TokenPlace.By.SERIAL, place.serial()));
    }
    if (place.index() != null) {
      wanted.add(new TokenPlace(TokenPlace.By.INDEX, place.index().toString()));
    }
    if (wanted.size() != 1) {
      throw new ConfigurationFault(
          "Token " + name + " is named by " + wanted.size() + " of label, serial and index.",
          "Set exactly one of antin.token.label, .serial and .index (or those under"
              + " antin.token.others."
              + name
              + ").");
    }
    return wanted.getFirst();
  }

  private static AttributeQuirks quirks(String name, Map<String, String> configured) {
    try {
      return AttributeQuirks.parse(configured);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationFault(
          "The attributes of token " + name + " are not understood: " + e.getMessage(),
          "Write the templates public, resident, to-be-wrapped or unwrapped with changes such as"
              + " 0x109=omit.",
          e);
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
