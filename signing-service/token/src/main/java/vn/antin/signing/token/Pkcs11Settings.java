package vn.antin.signing.token;

import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * What is needed to open one PKCS#11 token.
 *
 * @param pin asked for at every login, because it may have been changed meanwhile
 */
public record Pkcs11Settings(
    Path library,
    TokenPlace place,
    Supplier<TokenSecret> pin,
    Wrapping wrapping,
    AttributeQuirks quirks) {

  /** The token with this label, for resident keys. */
  public static Pkcs11Settings of(Path library, String label, TokenSecret pin) {
    return new Pkcs11Settings(
        library, TokenPlace.labelled(label), () -> pin, Wrapping.none(), AttributeQuirks.none());
  }

  public Pkcs11Settings with(Wrapping other) {
    return new Pkcs11Settings(library, place, pin, other, quirks);
  }
}
